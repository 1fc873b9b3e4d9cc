"""Files and folders that only their owner may read: they hold customers' contacts."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class _Births:
    """How many threads are making files at the moment: the process has one mask for all of them."""

    lock = threading.Lock()
    running = 0
    mask = 0


@contextmanager
def births() -> Iterator[None]:
    """Files made meanwhile are their owner's from the first byte: the database makes its own (shop, journal)."""
    with _Births.lock:
        if not _Births.running:
            _Births.mask = os.umask(0o077)
        _Births.running += 1
    try:
        yield
    finally:
        with _Births.lock:
            _Births.running -= 1
            if not _Births.running:
                os.umask(_Births.mask)


def folder(path: Path) -> Path:
    """Makes the folder, and those above it that are missing, for their owner only."""
    for missing in reversed([path, *path.parents]):
        missing.mkdir(exist_ok=True, mode=0o700)
    return path


def protect(path: Path) -> None:
    """Takes everybody else's rights away (no effect on Windows, where the profile folder protects)."""
    if os.name == "posix" and path.exists():
        path.chmod(0o600)


def temp_folder(shop: Path) -> Path:
    """Where the files of a running import lie: beside the shop, on the same disk."""
    return shop.parent / ".work" / (shop.stem if shop.suffix == ".duckdb" else shop.name)


def clear(path: Path) -> None:
    """Removes what a killed import left behind. Safe once the shop is open: one process holds it at a time."""
    shutil.rmtree(path, ignore_errors=True)
