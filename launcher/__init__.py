"""What run.py does, in parts: packages (set up), serving (the app), notes (already open?), browsers.

Standard library only: this code runs before anything is installed.
"""

import errno
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
DATA = ROOT / "data"
FULL_DISK = f"The disk that holds {ROOT} is full, or nearly: make 1.5 GB free and start again."


class Problem(Exception):
    """Something that the user can mend: what was found and what to do next."""


def explain(problem: Exception) -> str:
    """The sentence for a problem of ours or of the operating system."""
    if not isinstance(problem, OSError):
        return str(problem)
    if problem.errno == errno.ENOSPC:
        return FULL_DISK
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Not allowed to use {problem.filename}: move the app to a folder of your own and start again."
    return f"The computer refused a step of the start ({problem}): mend that and start again."


def interrupt(*_: object) -> None:
    """What Ctrl+C does, for other signals."""
    raise KeyboardInterrupt


def say(text: str) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a folder name that an old Windows console cannot show
    print(text, flush=True)


def clean_environment(**ours: str) -> dict[str, str]:
    """Ours, without settings that were made for another Streamlit app or another shop.

    Compiled modules are kept even where somebody forbids that: the process that reads a file starts a third faster.
    """
    foreign = ("STREAMLIT_", "RETENTION_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "PYTHONUTF8": "1", **ours}


def run_module(*module_and_arguments: str, environment: dict[str, str] | None = None) -> int:
    """`python -m ...` of .venv, in this window."""
    command = [str(PYTHON), "-m", *module_and_arguments]
    return subprocess.run(command, cwd=ROOT, env=environment or clean_environment()).returncode


def last_lines(text: str, count: int = 8) -> str:
    return "\n".join(text.strip().splitlines()[-count:])
