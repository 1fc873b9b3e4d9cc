"""A backup of an open shop, the way back to one, and a copy to try things on: all of it, or nothing."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from retention.errors import ShopError
from retention.shop import copies, opening, private
from retention.shop.copies import Occasion, journal_of
from retention.shop.shop import Shop


def backup(shop: Shop, target: Path, *, overwrite: bool = False) -> Path:
    """Writes everything that the shop holds into one file, also while it is in use. Raises ShopError."""
    target = target.absolute()
    if target == shop.path:
        raise ShopError("backup_is_shop", backup=target.name)
    if target.exists() and not overwrite:
        raise ShopError("backup_exists", backup=target)
    for folder in (shop.temp_folder, target.parent):
        copies.check_space(folder, shop.path.stat().st_size)
    made = shop.temp_folder / f"backup-{secrets.token_hex(6)}.duckdb"
    try:
        shop.copy_to(made)
        with copies.appearing(target) as part:
            shutil.move(made, part)
    finally:
        _remove(made)
    return target


@contextmanager
def on_trial(shop: Shop) -> Iterator[Shop]:
    """A copy of the open shop to try things on; gone afterwards, and the shop is as before. Raises ShopError."""
    copies.check_space(shop.temp_folder, shop.path.stat().st_size)
    made = shop.temp_folder / f"trial-{secrets.token_hex(6)}.duckdb"
    try:
        shop.copy_to(made)
        with Shop.open(made, create=False, lean=True) as copy:
            yield copy
    finally:
        private.clear(private.temp_folder(made))
        _remove(made)


def restore(path: Path, source: Path) -> Path | None:
    """Makes the closed shop at `path` what the backup holds. Raises ShopError; then nothing has changed.

    The present shop is kept beside it; its new name is returned (None where there was no shop).
    """
    path, source = path.absolute(), source.absolute()
    if not source.is_file():
        raise ShopError("backup_missing", backup=source)
    if path.exists() and path.samefile(source):
        raise ShopError("backup_is_shop", backup=source.name)
    private.folder(path.parent)
    copies.check_space(path.parent, source.stat().st_size)
    made = private.folder(private.temp_folder(path)) / f"restore-{secrets.token_hex(6)}.duckdb"
    try:
        _take(source, made)
        _check_whole(made, source)
        _check_free(path)
        kept = _keep(path)
        made.replace(path)  # the one moment in which the shop changes
    finally:
        _remove(made)
    if kept:
        os.utime(kept)  # it is listed under the day of the restore
    return kept


def _take(source: Path, made: Path) -> None:
    """The backup itself is never opened: opening may write to a file."""
    with private.births():
        shutil.copyfile(source, made)
        if journal_of(source).exists():
            shutil.copyfile(journal_of(source), journal_of(made))


def _check_whole(made: Path, source: Path) -> None:
    """Reads every block of the copy: the database notices a damaged one by its checksum."""
    try:
        connection, _ = opening.judged(made)
    except ShopError as error:
        if error.code == "shop_newer":
            found, known = error.fields["found"], error.fields["known"]
            raise ShopError("shop_newer", shop=source.name, found=found, known=known) from error
        raise ShopError("backup_not_ours", backup=source.name) from error
    try:
        for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
            name = '"' + table.replace('"', '""') + '"'
            connection.execute(f"select bit_xor(hash(whole)) from {name} as whole").fetchall()
    except duckdb.Error as error:
        raise ShopError("backup_not_ours", backup=source.name) from error
    finally:
        connection.close()


def _check_free(path: Path) -> None:
    """Raises ShopError `shop_in_use`. A shop that cannot be opened for another reason may be replaced."""
    if path.is_dir():
        raise ShopError("shop_not_ours", shop=path.name)
    try:
        if path.exists():
            opening.judged(path)[0].close()
    except ShopError as error:
        if error.code == "shop_in_use":
            raise


def _keep(path: Path) -> Path | None:
    """The present shop under a second name, while it stays in its place."""
    if not path.exists():
        return None
    kept = copies.free_path(path, Occasion.RESTORE)
    try:
        os.link(path, kept)
    except OSError:  # a disk that knows no second names
        copies.copy_whole(path, kept)
    if journal_of(path).exists():  # only beside a shop that could not be opened
        journal_of(path).replace(journal_of(kept))
    return kept


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    journal_of(file).unlink(missing_ok=True)
