"""The drop folder: a folder that exports are put into, and which of its files the shop does not know yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retention.errors import ShopError
from retention.ingest.journal import hash_of
from retention.shop import Shop

ENDINGS = (".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx", ".xlsm", ".xls", ".ods")
SETTLED_SECONDS = 2
"""A file that was changed a moment ago may still be growing: a download, a copy over the network."""


@dataclass(frozen=True)
class Waiting:
    """A file of the folder, named by what changes when its content does."""

    path: Path
    size: int
    changed: float


def folder_of(shop: Shop) -> Path | None:
    """The shop's drop folder, if one is named."""
    named = shop.setting("drop_folder")
    return Path(named) if named else None


def waiting(folder: Path, now: float) -> list[Waiting]:
    """Files that may be exports and that nobody writes to any more, the oldest first. Raises ShopError.

    `now` is the clock's time in seconds. Links, folders, hidden and empty files are left alone.
    """
    try:
        found = [_judged(path) for path in folder.iterdir() if _may_be_export(path)]
    except OSError as error:
        raise ShopError("drop_folder_missing", found=folder) from error
    settled = [one for one in found if one and one.size and abs(now - one.changed) >= SETTLED_SECONDS]
    return sorted(settled, key=lambda one: (one.changed, one.path.name))


def _may_be_export(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$"))


def _judged(path: Path) -> Waiting | None:
    try:
        if path.is_symlink() or not path.is_file():
            return None
        stat = path.stat()
    except OSError:  # gone since the folder was read
        return None
    return Waiting(path, stat.st_size, max(stat.st_mtime, stat.st_ctime))


def new_files(shop: Shop, now: float, hash_file: Callable[[Waiting], str] | None = None) -> list[Waiting]:
    """Files of the drop folder whose content was never loaded into this shop. Raises ShopError.

    `hash_file` may remember hashes: a file with the same size and time of change has the same content.
    """
    folder = folder_of(shop)
    if folder is None:
        return []
    known = {row["file_hash"] for row in shop.records("shop/file_hashes")}
    hash_file = hash_file or (lambda one: hash_of(one.path))
    return [one for one in waiting(folder, now) if _hash(one, hash_file) not in known]


def _hash(one: Waiting, hash_file: Callable[[Waiting], str]) -> str:
    """Empty for a file that cannot be read: it is offered, and the import says what is wrong with it."""
    try:
        return hash_file(one)
    except OSError:
        return ""
