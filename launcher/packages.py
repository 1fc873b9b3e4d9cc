"""The folder .venv: a Python of our own with exactly the pinned packages."""

import errno
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from launcher import FULL_DISK, PYTHON, ROOT, VENV, Problem, clean_environment, last_lines, say

RUNTIME, DEVELOPMENT = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
PEERS = ROOT / "requirements-bench.txt"  # what the benchmarks compare with
ROOM_NEEDED = 1_500_000_000  # bytes; the packages take about one gigabyte


def install(*pins: Path) -> None:
    """Bring .venv to the exact pins; nothing to do while they are the same as last time."""
    if not venv_is_usable():
        make_venv()
    for file in pins:
        if not is_installed(file):
            install_pins(file)
            stamp_file(file).write_text(fingerprint(file), "utf-8")


def is_installed(pins: Path) -> bool:
    stamp = stamp_file(pins)
    return stamp.exists() and stamp.read_text("utf-8") == fingerprint(pins)


def stamp_file(pins: Path) -> Path:
    return VENV / f"{pins.name}.installed"


def fingerprint(pins: Path) -> str:
    return hashlib.sha256(pins.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def venv_is_usable() -> bool:
    """Not if it was never finished, if its Python has gone, or if nothing can install into it."""
    finished = stamp_file(RUNTIME).exists() or Path(sys.prefix).resolve() == VENV
    if not (finished and PYTHON.exists()):
        return False
    question = "import sys" if shutil.which("uv") else "import pip"
    return subprocess.run([PYTHON, "-c", question], capture_output=True).returncode == 0


def make_venv() -> None:
    say("Setting up: this once, one to three minutes, over the internet ...")
    if shutil.disk_usage(ROOT).free < ROOM_NEEDED:
        raise OSError(errno.ENOSPC, "too little room for the packages")
    if VENV.exists():
        shutil.rmtree(VENV)
    uv = shutil.which("uv")
    tool = [uv, "venv", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
    set_up_step([*tool, str(VENV)])


def install_pins(pins: Path) -> None:
    say(f"Installing the packages of {pins.name} ...")
    uv = shutil.which("uv")
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    tool = [uv, "pip", "install", "--python", str(PYTHON)] if uv else pip
    set_up_step([*tool, "-r", str(pins)])


def set_up_step(command: list[str]) -> None:
    """Run one step; its words are shown only when it fails, as one sentence where the cause is known."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        raise Problem(explain_failure(done.stdout.decode("utf-8", "replace")))


def explain_failure(output: str) -> str:
    """The sentence of the first known cause that the tool's words show; else its last words."""
    for pattern, sentence in CAUSES:
        if re.search(pattern, output, re.IGNORECASE):
            return sentence
    return f"The set-up failed. Its last words were:\n{last_lines(output)}"


NO_VENV = (
    "This Python cannot make a folder for the packages: run `apt install python3-venv` "
    "(as root; on Debian and Ubuntu) and start again."
)
NO_NETWORK = (
    "The packages could not be downloaded because this computer cannot reach the internet now: "
    "check the connection (or the proxy) and start again."
)
NO_PACKAGE = (
    "Some packages do not exist for Python {}.{} on this kind of computer: "
    "install Python 3.12 from python.org and start again with it."
).format(*sys.version_info)

CAUSES = (
    (r"ensurepip is not|no module named '?(venv|ensurepip)", NO_VENV),
    (r"no space left|errno 28\b|os error (28|112)\b|not enough space", FULL_DISK),
    (
        r"connection (error|broken|refused|reset)|NewConnection|NameResol|name resolution|getaddrinfo",
        NO_NETWORK,
    ),
    (r"dns error|timed out|ProxyError|error sending request|failed to fetch|max retries", NO_NETWORK),
    (r"no matching distribution|no wheels|failed (to )?build|no solution found", NO_PACKAGE),
)
