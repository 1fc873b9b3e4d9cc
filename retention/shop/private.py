"""Files and folders that only their owner may read: they hold customers' contacts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def folder(path: Path) -> Path:
    """Makes the folder, for its owner only."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def protect(path: Path) -> None:
    """Takes everybody else's rights away (no effect on Windows, where the profile folder protects)."""
    if os.name == "posix" and path.exists():
        path.chmod(0o600)


def temp_folder(shop: Path) -> Path:
    """Where the files of a running import lie: beside the shop, on the same disk."""
    return shop.parent / ".work" / shop.stem


def clear(path: Path) -> None:
    """Removes what a killed import left behind. Safe once the shop is open: one process holds it at a time."""
    shutil.rmtree(path, ignore_errors=True)
