"""When .venv is made, when packages are installed, and what is said when it fails."""

import subprocess
import sys
from pathlib import Path

import pytest

import launcher
import run
from launcher import Problem, packages


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
