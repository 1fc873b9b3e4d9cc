"""The shops of one folder: each is a file of its own, named as the user named the shop."""

from __future__ import annotations

import re
from pathlib import Path

from retention.errors import ShopError
from retention.shop import private
from retention.shop.shop import Shop

ENDING = ".duckdb"
SAMPLE = "sample"
"""Name of the made-up shop: never mixed with the user's own."""
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def shops(folder: Path) -> list[Path]:
    """Shop files by name, the sample shop last."""
    found = [path for path in folder.glob(f"*{ENDING}") if path.is_file()]
    return sorted(found, key=lambda path: (path.stem == SAMPLE, path.stem.lower()))


def path_of(folder: Path, name: str) -> Path:
    """Where a new shop of this name would lie. Raises ShopError `shop_name_wrong`, `shop_exists`."""
    wanted = " ".join(name.split())
    if not re.fullmatch(r"\w[\w -]{0,59}", wanted) or wanted.lower() in RESERVED:
        raise ShopError("shop_name_wrong", shop=name)
    if wanted.lower() in {path.stem.lower() for path in shops(folder)} | {SAMPLE}:
        raise ShopError("shop_exists", shop=wanted)
    return folder / f"{wanted}{ENDING}"


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
    for old, new in zip(_files(path), _files(target), strict=True):
        if old.exists():
            old.rename(new)
    return target


def delete(path: Path) -> None:
    """Removes a closed shop and everything that belongs to it. There is no way back but a backup."""
    if not path.is_file():
        raise ShopError("shop_missing", shop=path.stem)
    for file in _files(path):
        file.unlink(missing_ok=True)
    private.clear(private.temp_folder(path))


def _files(path: Path) -> list[Path]:
    """The shop file and its journal of changes not yet written through."""
    return [path, path.with_name(f"{path.name}.wal")]
