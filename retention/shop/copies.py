"""Copies that lie beside a shop file: their names, which there are, and how one is made whole or not at all."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from retention.errors import ShopError
from retention.shop import private

ENDING = ".duckdb.backup"
SPARE = 64 << 20
"""Free space that must be left over: the next commit needs some too."""


class Occasion(StrEnum):
    """Why a copy was made."""

    SAVED = "saved"
    FORMAT = "before-format"
    RESTORE = "before-restore"


@dataclass(frozen=True)
class Copy:
    """One copy: `made_at` is UTC."""

    path: Path
    occasion: Occasion
    size: int
    made_at: datetime


def copies(shop: Path) -> list[Copy]:
    """The copies of this shop, newest first."""
    occasions = "|".join(Occasion)
    pattern = re.compile(rf"{re.escape(shop.stem)}\.({occasions})-[\w-]+{re.escape(ENDING)}")
    named = [(path, pattern.fullmatch(path.name)) for path in shop.parent.glob(f"*{ENDING}")]
    found = [_copy(path, Occasion(match[1])) for path, match in named if match and path.is_file()]
    return sorted(found, key=lambda copy: (copy.made_at, copy.path.name), reverse=True)


def _copy(path: Path, occasion: Occasion) -> Copy:
    stat = path.stat()
    return Copy(path, occasion, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC))


def delete(copy: Copy) -> None:
    """Removes a copy for good."""
    for file in (copy.path, journal_of(copy.path)):
        file.unlink(missing_ok=True)


def path_of(shop: Path, occasion: Occasion, mark: str) -> Path:
    """Where the copy of this occasion lies; `mark` is a number or a day."""
    return shop.with_name(f"{shop.stem}.{occasion}-{mark}{ENDING}")


def free_path(shop: Path, occasion: Occasion, mark: str = "") -> Path:
    """The first numbered name that is not taken."""
    number = 1
    while (path := path_of(shop, occasion, f"{mark}-{number}" if mark else f"{number}")).exists():
        number += 1
    return path


def journal_of(file: Path) -> Path:
    """Changes that are not written through to the file yet."""
    return file.with_name(f"{file.name}.wal")


def check_space(folder: Path, needed: int) -> None:
    """Raises ShopError `space_short` where a copy of so many bytes would not fit."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise ShopError("space_short", folder=folder, needed=(needed + SPARE) >> 20, found=free >> 20)


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """A private place beside the target to write to; the target appears when all of it is written."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with private.births():
            yield part
        private.protect(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def copy_whole(source: Path, target: Path) -> None:
    """Copies a file that nobody writes to. Raises ShopError `space_short`."""
    check_space(target.parent, source.stat().st_size)
    with appearing(target) as part:
        shutil.copyfile(source, part)
