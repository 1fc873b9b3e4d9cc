"""The shops of one folder: each is a file of its own, named as the user named the shop."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from retention.errors import ShopError
from retention.shop import private
from retention.shop.copies import copies, journal_of
from retention.shop.shop import Shop

ENDING = ".duckdb"
SAMPLE = "sample"
"""Name of the made-up shop: never mixed with the user's own."""
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")}
"""Names that Windows keeps for devices."""


def shops(folder: Path) -> list[Path]:
    """Shop files by name, the sample shop last."""
    found = [path for path in folder.glob(f"*{ENDING}") if path.is_file()]
    return sorted(found, key=lambda path: (path.stem == SAMPLE, path.stem.lower()))


def path_of(folder: Path, name: str) -> Path:
    """Where a new shop of this name would lie. Raises ShopError `shop_name_wrong`, `shop_exists`."""
    wanted = unicodedata.normalize("NFC", " ".join(name.split()))  # macOS writes й as two signs
    if not re.fullmatch(r"\w[\w -]{0,59}", wanted) or wanted.lower() in RESERVED:
        raise ShopError("shop_name_wrong", shop=name)
    if _folded(wanted) in {_folded(path.stem) for path in shops(folder)} | {SAMPLE}:
        raise ShopError("shop_exists", shop=wanted)
    return folder / f"{wanted}{ENDING}"


def _folded(name: str) -> str:
    """Names that one file system or another takes for the same."""
    return unicodedata.normalize("NFC", name).casefold()


def create(folder: Path, name: str) -> Path:
    """Makes an empty shop. Raises ShopError."""
    path = path_of(folder, name)
    Shop.open(path).close()
    return path


def rename(path: Path, name: str) -> Path:
    """Gives a closed shop another name. Raises ShopError."""
    target = path_of(path.parent, name)
    if not path.is_file():
        raise ShopError("shop_missing", shop=path.stem)
    journal_of(target).unlink(
        missing_ok=True
    )  # left by a shop that is gone: it must not become part of this one
    for file in _files(path):
        file.rename(file.with_name(target.stem + file.name.removeprefix(path.stem)))
    return target


def delete(path: Path) -> None:
    """Removes a closed shop and everything that belongs to it. There is no way back but a backup."""
    if not path.is_file():
        raise ShopError("shop_missing", shop=path.stem)
    for file in _files(path):
        file.unlink()
    private.clear(private.temp_folder(path))


def _files(path: Path) -> list[Path]:
    """The shop file, its journal of changes not yet written through, and the copies beside it."""
    kept = [copy.path for copy in copies(path)]
    files = (path, *kept)
    return [file for file in (*files, *map(journal_of, files)) if file.exists()]
