"""run.py: what its commands do, and what it says."""

import ast
import os
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import launcher
import retention
import run
from launcher import browsers, packages

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def signals_stay_ours(monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)


def run_py(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "run.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_help_names_every_command_and_every_option():
    answer = run_py("--help")
    assert answer.returncode == 0
    for word in (
        "run.py test [--deep]",
        "lint",
        "sample",
        "bench",
        "--no-browser",
        "--port",
        "--shop",
        "--version",
    ):
        assert word in answer.stdout


def test_version_is_the_version_of_the_package():
    answer = run_py("--version")
    assert (answer.returncode, answer.stdout) == (0, f"retention {retention.__version__}\n")


@pytest.mark.parametrize(
    "words", [["--port", "0"], ["--port", "70000"], ["--port", "web"], ["tset"], ["--prot", "1"]]
)
def test_wrong_usage_is_exit_2(words):
    answer = run_py(*words)
    assert answer.returncode == 2
    assert words[-1] in answer.stderr


def test_an_older_python_gets_one_sentence():
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('run.py', run_name='__main__')"
    answer = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr == "This app needs Python 3.11 or newer, this is 3.9: see python.org.\n"


def test_an_older_python_can_read_run_py():
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 7))


def test_the_launcher_needs_nothing_but_the_standard_library():
    for file in (ROOT / "run.py", *(ROOT / "launcher").glob("*.py")):
        tree = ast.walk(ast.parse(file.read_text("utf-8")))
        names = {name.name for node in tree if isinstance(node, ast.Import) for name in node.names}
        tree = ast.walk(ast.parse(file.read_text("utf-8")))
        names |= {node.module for node in tree if isinstance(node, ast.ImportFrom)}
        assert {name.partition(".")[0] for name in names} <= {*sys.stdlib_module_names, "launcher"}, file


def test_a_problem_is_one_sentence_on_stderr_and_exit_1(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(run, "ROOT", tmp_path)
    assert run.main(["bench"]) == 1
    seen = capsys.readouterr()
    assert seen.out == ""
    assert seen.err == "There is nothing to measure yet: this copy has no folder named benchmarks.\n"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "1.5 GB"),
        (PermissionError(13, "Permission denied", "/opt/shop"), "Not allowed to use /opt/shop"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_errors_of_the_operating_system_are_explained(error, words):
    assert words in launcher.explain(error)
    assert "start again" in launcher.explain(error)


@pytest.fixture
def calls(monkeypatch):
    """What the commands would run; nothing is installed or started."""
    seen = []
    codes = iter([0, 3, 1])

    def run_module(*words, environment=None):
        seen.append((words, environment))
        return next(codes)

    monkeypatch.setattr(run, "run_module", run_module)
    monkeypatch.setattr(run, "install", lambda *pins: seen.append(pins))
    monkeypatch.setattr(browsers, "for_tests", lambda: "/usr/bin/some-browser")
    return seen


def test_test_passes_foreign_arguments_on_and_names_the_browser(calls):
    assert run.main(["test", "--deep", "--coverage", "-k", "churn", "-x", "tests/test_run.py"]) == 0
    pins, (words, environment) = calls
    assert pins == (packages.RUNTIME, packages.DEVELOPMENT)
    assert words[0] == "pytest"
    assert {"--cov=retention", "--cov=pages"} < set(words)
    assert words[-4:] == ("-k", "churn", "-x", "tests/test_run.py")
    assert environment["RETENTION_TEST_BROWSER"] == "/usr/bin/some-browser"
    assert environment["RETENTION_TEST_DEPTH"] == "deep"


def test_test_without_browser_looks_for_none(calls, monkeypatch):
    monkeypatch.setattr(browsers, "for_tests", lambda: pytest.fail("looked for a browser"))
    run.main(["test", "--no-browser-tests"])
    words, environment = calls[1]
    assert words[-2:] == ("-m", "not browser")
    assert not [word for word in words if word.startswith("--cov")]
    assert environment["RETENTION_TEST_DEPTH"] == "normal"
    assert "RETENTION_TEST_BROWSER" not in environment


def test_lint_runs_all_three_and_gives_the_worst_code(calls):
    assert run.main(["lint"]) == 3
    assert [words[0] for words, _ in calls[1:]] == ["ruff", "ruff", "mypy"]


def test_settings_for_other_apps_do_not_leak_in(monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    monkeypatch.setenv("RETENTION_SHOP", "/other.duckdb")
    environment = launcher.clean_environment(RETENTION_TEST_DEPTH="deep")
    assert environment.items() >= {"RETENTION_TEST_DEPTH": "deep", "PYTHONUTF8": "1"}.items()
    assert not {"STREAMLIT_SERVER_ADDRESS", "RETENTION_SHOP"} & environment.keys()
    assert environment["PATH"] == os.environ["PATH"]


def test_a_chosen_port_in_use_is_one_sentence_and_exit_1(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        answer = run_py("--no-browser", "--port", str(taken), "--shop", str(tmp_path / "shop.duckdb"))
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == (
        f"Port {taken} is in use by another program: choose another one, or leave out --port.\n"
    )


def test_every_setting_of_ours_exists_in_this_streamlit():
    from streamlit import config

    known = config.get_config_options()
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        ours = dict(flat("", tomllib.load(file)))
    assert set(ours) <= set(known)
    assert ours["server.address"] == "127.0.0.1"
    assert ours["browser.gatherUsageStats"] is False
    assert not [value for value in ours.values() if "://" in str(value)]


def flat(path: str, table: dict):
    for key, value in table.items():
        name = f"{path}.{key}".lstrip(".")
        if isinstance(value, dict):
            yield from flat(name, value)
        else:
            yield name, value
