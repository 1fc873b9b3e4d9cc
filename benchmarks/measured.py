"""Processor seconds and peak memory of a command with all its children."""

from __future__ import annotations

import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

BREATH = 0.02
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """User and system seconds of all processes; the largest sum of their memory at one moment, in bytes."""

    seconds: float
    memory: int


def run(command: list[str], folder: Path) -> Cost:
    """Runs a command to its end. Raises CalledProcessError."""
    before = _used()
    peak = 0
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_memory, _family(process.pid))))
            time.sleep(BREATH)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(_used() - before, peak)


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _family(number: int) -> list[int]:
    """The process and everything it started (Linux)."""
    try:
        started = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return [number]
    return [number, *(one for child in started for one in _family(int(child)))]


def _memory(number: int) -> int:
    try:
        pages = int(Path(f"/proc/{number}/statm").read_text().split()[1])
    except (OSError, IndexError):  # it has just ended
        return 0
    return pages * resource.getpagesize()
