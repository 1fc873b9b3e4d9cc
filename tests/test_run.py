"""run.py and launcher/: what they decide (without installing anything), and one real life of an app."""

import ast
import contextlib
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import launcher
import retention
import run
from launcher import Problem, browsers, notes, packages, serving, warm_up

ROOT = Path(__file__).resolve().parent.parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and file modes of POSIX")


@pytest.fixture(autouse=True)
def signals_stay_ours(monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)


def run_py(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "run.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


# ---- the command line --------------------------------------------------------------------------------------


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
    assert run.main(["test", "--deep", "-k", "churn", "-x", "tests/test_run.py"]) == 0
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


# ---- setting up --------------------------------------------------------------------------------------------


@pytest.fixture
def pins(monkeypatch, tmp_path):
    """A made-up .venv and its pins; `steps` are the set-up steps that were taken."""
    venv = tmp_path / ".venv"
    python = venv / "bin" / "python"
    pins = tmp_path / "requirements.txt"
    pins.write_bytes(b"one==1.0\n")
    monkeypatch.setattr(packages, "VENV", venv)
    monkeypatch.setattr(packages, "PYTHON", python)
    monkeypatch.setattr(packages, "RUNTIME", pins)
    monkeypatch.setattr(
        packages, "venv_is_usable", lambda: python.exists() and packages.stamp_file(pins).exists()
    )
    return pins


@pytest.fixture
def steps(pins, monkeypatch):
    taken = []

    def step(command):
        taken.append("install" if "install" in command else "venv")
        packages.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        packages.PYTHON.touch()

    monkeypatch.setattr(packages, "set_up_step", step)
    return taken


def test_the_second_start_installs_nothing(pins, steps):
    packages.install(pins)
    assert steps == ["venv", "install"]
    packages.install(pins)
    assert steps == ["venv", "install"]


def test_changed_pins_are_installed_into_the_same_venv(pins, steps):
    packages.install(pins)
    pins.write_bytes(b"one==1.1\n")
    packages.install(pins)
    packages.install(pins)
    assert steps == ["venv", "install", "install"]


def test_other_line_ends_are_not_other_pins(pins, steps):
    packages.install(pins)
    pins.write_bytes(b"one==1.0\r\n")
    packages.install(pins)
    assert steps == ["venv", "install"]


def test_each_list_of_pins_has_its_own_stamp(pins, steps):
    development = pins.with_name("requirements-dev.txt")
    development.write_bytes(b"two==2.0\n")
    packages.install(pins)
    packages.install(pins, development)
    assert steps == ["venv", "install", "install"]


def test_a_set_up_that_broke_off_starts_afresh(pins, steps, monkeypatch):
    def refuse(command):
        packages.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        packages.PYTHON.touch()
        if "install" in command:
            raise Problem("no network")

    with monkeypatch.context() as patch:
        patch.setattr(packages, "set_up_step", refuse)
        with pytest.raises(Problem, match="no network"):
            packages.install(pins)
    leftover = packages.VENV / "half-made"
    leftover.touch()
    packages.install(pins)
    assert steps == ["venv", "install"]
    assert not leftover.exists()


def test_a_nearly_full_disk_is_said_before_anything_is_made(pins, steps, monkeypatch):
    monkeypatch.setattr(packages, "ROOM_NEEDED", 10**18)
    with pytest.raises(OSError, match="room") as caught:
        packages.install(pins)
    assert launcher.explain(caught.value) == launcher.FULL_DISK
    assert steps == []


def test_a_venv_without_its_python_is_not_usable(monkeypatch, tmp_path):
    monkeypatch.setattr(packages, "VENV", tmp_path)
    (tmp_path / "requirements.txt.installed").touch()
    monkeypatch.setattr(packages, "PYTHON", tmp_path / "gone")
    assert not packages.venv_is_usable()
    monkeypatch.setattr(packages, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(packages.shutil, "which", lambda name: "/usr/bin/uv")
    assert packages.venv_is_usable()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "virtual environment was not created successfully because ensurepip is not\navailable.",
            packages.NO_VENV,
        ),
        ("/usr/bin/python3: No module named venv", packages.NO_VENV),
        (
            "Retrying after connection broken by 'NewConnectionError('...')'\nNo matching distribution found",
            "NO_NET",
        ),
        ("error: Failed to fetch: `https://...`\n dns error: Temporary failure in name resolution", "NO_NET"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            launcher.FULL_DISK,
        ),
        ("failed to copy file: There is not enough space on the disk. (os error 112)", launcher.FULL_DISK),
        ("ERROR: No matching distribution found for numpy==2.4.6", packages.NO_PACKAGE),
        ("error: No solution found when resolving dependencies", packages.NO_PACKAGE),
    ],
)
def test_known_causes_are_one_sentence(words, sentence):
    expected = packages.NO_NETWORK if sentence == "NO_NET" else sentence
    assert packages.explain_failure(words) == expected
    assert "\n" not in expected


def test_an_unknown_cause_shows_the_last_words():
    output = "\n".join(f"line {n}" for n in range(100))
    told = packages.explain_failure(output)
    assert told.endswith("line 98\nline 99")
    assert "line 90" not in told


def test_a_missing_python3_venv_is_said_on_the_command_line(pins, monkeypatch, capsys):
    words = b"The virtual environment was not created successfully because ensurepip is not\navailable."
    failed = subprocess.CompletedProcess([], 1, stdout=words)
    monkeypatch.setattr(packages.subprocess, "run", lambda *_, **__: failed)
    monkeypatch.setattr(packages.shutil, "which", lambda name: None)
    assert run.main(["lint"]) == 1
    assert capsys.readouterr().err == packages.NO_VENV + "\n"
    assert "apt install python3-venv" in packages.NO_VENV


# ---- the port ----------------------------------------------------------------------------------------------


@pytest.fixture
def taken():
    """A port of 127.0.0.1 that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_held_port_is_not_free(taken):
    assert not serving.is_free(taken)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        assert not serving.is_free(silent.getsockname()[1])


def test_a_port_is_free_again_after_its_owner_has_gone():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    assert serving.is_free(port)


def test_the_next_free_port_is_taken_and_said(taken, monkeypatch, capsys):
    monkeypatch.setattr(serving, "PORTS", range(taken, taken + 9))
    monkeypatch.setattr(serving, "is_free", lambda port: port >= taken + 2)
    assert serving.choose_port(None) == taken + 2
    assert (
        capsys.readouterr().out == f"Port {taken} is in use by another program: this app takes {taken + 2}.\n"
    )


def test_the_first_port_needs_no_words(monkeypatch, capsys):
    monkeypatch.setattr(serving, "is_free", lambda port: True)
    assert serving.choose_port(None) == 8501
    assert serving.choose_port(9000) == 9000
    assert capsys.readouterr().out == ""


def test_no_free_port_at_all(monkeypatch):
    monkeypatch.setattr(serving, "is_free", lambda port: False)
    with pytest.raises(Problem, match="8501 to 8600"):
        serving.choose_port(None)


def test_a_chosen_port_in_use_is_one_sentence_and_exit_1(taken, tmp_path):
    answer = run_py("--no-browser", "--port", str(taken), "--shop", str(tmp_path / "shop.duckdb"))
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == (
        f"Port {taken} is in use by another program: choose another one, or leave out --port.\n"
    )


# ---- already open ------------------------------------------------------------------------------------------


@pytest.fixture
def app_that_answers():
    class Healthy(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"ok" if self.path == "/_stcore/health" else b"no")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Healthy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def note(monkeypatch, tmp_path):
    monkeypatch.setattr(notes, "DATA", tmp_path / "data")
    monkeypatch.delenv("RETENTION_SHOP", raising=False)
    return tmp_path / "data" / "app.json"


def write(note, pid, address):
    notes.write_note(note, pid, address, notes.shop_file(None))


def dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_the_note_says_address_process_and_shop(note):
    write(note, 42, "http://127.0.0.1:8501")
    shop = str(note.parent / "shop.duckdb")
    assert json.loads(note.read_text()) == {"address": "http://127.0.0.1:8501", "pid": 42, "shop": shop}


@POSIX
def test_only_the_owner_may_read_the_note_even_over_an_open_one(note):
    note.parent.mkdir()
    note.touch(mode=0o666)
    write(note, 42, "")
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


def test_a_live_app_is_found(note, app_that_answers):
    write(note, os.getpid(), app_that_answers)
    assert notes.running_address(note) == app_that_answers


def test_a_live_app_is_shown_and_nothing_is_started(note, app_that_answers, monkeypatch, capsys):
    shown = []
    monkeypatch.setattr(browsers, "show", lambda address, wanted: shown.append((address, wanted)))
    monkeypatch.setattr(serving, "install", lambda *_: pytest.fail("installed"))
    write(note, os.getpid(), app_that_answers)
    assert run.main([]) == 0
    assert capsys.readouterr().out == f"Already open: {app_that_answers}\n"
    assert shown == [(app_that_answers, True)]
    assert note.exists()


def test_stale_notes_count_as_none(note, app_that_answers, taken):
    assert notes.running_address(note) is None
    write(note, dead_process(), app_that_answers)
    assert notes.running_address(note) is None
    write(note, os.getpid(), f"http://127.0.0.1:{taken}")  # something else has the port now, and is silent
    assert notes.running_address(note) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}', '{"pid": "x", "address": ""}'])
def test_a_broken_note_counts_as_none(note, content):
    note.parent.mkdir()
    note.write_text(content)
    assert notes.running_address(note) is None


def test_a_start_in_another_window_is_waited_for(note):
    write(note, os.getpid(), "")
    with pytest.raises(Problem, match="wait until it shows its address"):
        notes.running_address(note)


def test_the_note_goes_when_the_start_fails(note, monkeypatch):
    def fail(*_):
        assert json.loads(note.read_text())["address"] == ""
        raise Problem("no network")

    monkeypatch.setattr(serving, "install", fail)
    assert run.main(["--no-browser"]) == 1
    assert not note.exists()


def test_another_shop_has_another_note(note, tmp_path, monkeypatch):
    other = tmp_path / "other.duckdb"
    assert notes.note_file(notes.shop_file(None)) == note
    assert notes.note_file(notes.shop_file(str(note.parent / "shop.duckdb"))) == note
    assert notes.note_file(other) not in (note, notes.note_file(tmp_path / "third.duckdb"))
    monkeypatch.setenv("RETENTION_SHOP", str(other))
    assert notes.shop_file(None) == other
    assert notes.shop_file("given.duckdb") == Path.cwd() / "given.duckdb"


# ---- browsers ----------------------------------------------------------------------------------------------


def test_a_browser_that_is_named_must_be_there(monkeypatch, tmp_path):
    monkeypatch.setenv("RETENTION_TEST_BROWSER", str(tmp_path / "gone"))
    with pytest.raises(Problem, match="which is not there"):
        browsers.for_tests()
    (tmp_path / "gone").touch()
    assert browsers.for_tests() == str(tmp_path / "gone")


def test_browsers_are_found_on_the_path_then_in_the_usual_places(monkeypatch, tmp_path):
    place = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    place.parent.mkdir(parents=True)
    place.touch()
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setattr(browsers, "MAC_NAMES", ())
    monkeypatch.setattr(browsers.shutil, "which", {"google-chrome": "/opt/chrome"}.get)
    assert browsers.installed() == "/opt/chrome"
    monkeypatch.setattr(browsers.shutil, "which", lambda name: None)
    assert browsers.installed() == str(place)


def test_no_browser_at_all_is_said(monkeypatch, capsys):
    monkeypatch.delenv("RETENTION_TEST_BROWSER", raising=False)
    for source in ("installed", "from_debian", "from_playwright"):
        monkeypatch.setattr(browsers, source, lambda: "")
    assert browsers.for_tests() == ""
    assert "install Chromium, Chrome or Edge" in capsys.readouterr().out


def test_the_app_is_shown_only_when_wanted_and_possible(monkeypatch):
    shown = []
    monkeypatch.setattr(browsers.webbrowser, "open", shown.append)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    browsers.show("first", False)
    browsers.show("second", True)
    monkeypatch.delenv("DISPLAY")
    browsers.show("third", True)
    assert shown == ["second"]


# ---- one real life -----------------------------------------------------------------------------------------

DRIVER = """
import signal, sys
from pathlib import Path
from launcher import notes, serving
import run
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, if the tests run in the background
serving.install = lambda *pins: None
serving.PYTHON = sys.executable
serving.ROOT, notes.DATA = Path.cwd(), Path.cwd() / "data"
serving.PORTS = range(int(sys.argv.pop(1)), 65536)
sys.exit(run.main(["--no-browser"]))
"""
APP = """
import streamlit as st
st.navigation([st.Page("pages/a/home.py", default=True), st.Page("pages/a/deep.py")]).run()
"""


@pytest.fixture
def tree(tmp_path):
    """A small app, laid out like ours."""
    (tmp_path / "pages" / "a").mkdir(parents=True)
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "pages" / "a" / "home.py").write_text("import streamlit as st; st.title('Home')")
    (tmp_path / "pages" / "a" / "deep.py").write_text("import streamlit as st; st.title('Deep')")
    return tmp_path


@pytest.fixture
def start(tree):
    """Starts run.py for the tree, as often as it is called."""
    children = []

    def begin(port: int) -> subprocess.Popen[str]:
        environment = {**launcher.clean_environment(), "PYTHONPATH": str(ROOT)}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        child = subprocess.Popen(
            [sys.executable, "-c", DRIVER, str(port)], cwd=tree, env=environment, **pipes
        )
        children.append(child)
        return child

    yield begin
    for child in children:
        child.terminate()  # not kill: it would leave its app behind
        child.communicate(timeout=30)


def address_of(child: subprocess.Popen[str]) -> str:
    for line in child.stdout:
        if re.fullmatch(r"http://127\.0\.0\.1:\d+\n", line):
            return line.strip()
    pytest.fail(f"no address on a line of its own; {child.stderr.read()}")


def first_visit(port: int, page: str) -> set[str]:
    """Open one page by its address, as the browser does; the kinds of messages that came back."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    request = BackMsg()
    request.rerun_script.page_name = page
    payload, kinds = request.SerializeToString(), set()
    with socket.create_connection(("127.0.0.1", port), 30) as link:
        link.sendall(warm_up.HANDSHAKE.format(host="127.0.0.1", port=port).encode())
        answer = link.makefile("rb")
        while answer.readline().strip():
            pass
        link.sendall(bytes([0x82, 0x80 + len(payload), 0, 0, 0, 0]) + payload)
        while "script_finished" not in kinds:
            kinds.add(ForwardMsg.FromString(warm_up.next_message(answer)).WhichOneof("type"))
    return kinds


def wait_for(condition) -> bool:
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(condition())


@POSIX
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_an_app_starts_is_found_by_a_second_start_and_ends_cleanly(start, tree, ending, taken):
    child = start(taken)
    address = address_of(child)
    note = json.loads((tree / "data" / "app.json").read_text())
    assert note["address"] == address
    assert int(address.rpartition(":")[2]) > taken  # the first port is not ours

    second = start(taken)
    assert second.communicate(timeout=30) == (f"Already open: {address}\n", "")
    assert second.returncode == 0

    child.send_signal(ending)
    out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err) == (0, "The app has ended.\n", "")
    assert not (tree / "data" / "app.json").exists()
    assert wait_for(lambda: not notes.is_alive(note["pid"]))


@POSIX
def test_the_first_page_opened_by_its_address_is_found(start, tree):
    port = free_port()
    child = start(port)
    assert int(address_of(child).rpartition(":")[2]) == port
    kinds = first_visit(port, "deep")
    assert "delta" in kinds
    assert "page_not_found" not in kinds


@POSIX
def test_without_the_warm_up_it_is_not_found(tree):
    """If this fails, Streamlit has mended it: launcher/warm_up.py can go."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
    flags = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    child = subprocess.Popen(
        [*command, *flags], cwd=tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with contextlib.closing(ChildEnd(child)):
        assert wait_for(lambda: notes.is_healthy(port))
        assert "page_not_found" in first_visit(port, "deep")


class ChildEnd:
    def __init__(self, child):
        self.child = child

    def close(self):
        self.child.kill()
        self.child.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_an_app_that_dies_at_start_shows_its_last_words(start, tree):
    (tree / "app.py").unlink()
    child = start(free_port())
    _, err = child.communicate(timeout=60)
    assert child.returncode == 1
    assert re.match(r"The app ended by itself \(exit code \d+\)\. Its last words were:\n", err)
    assert "app.py" in err
    assert "Traceback" not in err
    assert not (tree / "data" / "app.json").exists()


@POSIX
def test_an_app_that_dies_later_is_said_too(start, tree):
    child = start(free_port())
    address_of(child)
    os.kill(json.loads((tree / "data" / "app.json").read_text())["pid"], signal.SIGKILL)
    _, err = child.communicate(timeout=30)
    assert child.returncode == 1
    assert "The app ended by itself (exit code -9)" in err


# ---- the settings of Streamlit -----------------------------------------------------------------------------


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
