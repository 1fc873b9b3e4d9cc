"""Connects to a shop file: locked, foreign, newer and older files each end in one clear sentence."""

from __future__ import annotations

import os
import re
from pathlib import Path

import duckdb

from retention.errors import ShopError
from retention.shop import copies, migrations, private
from retention.shop.statements import quoted

MEMORY = 1_000_000_000
"""What a page needs, bytes; beyond it the database goes on in its temporary folder."""
LEAN_MEMORY = 400_000_000
"""For a command that only imports: the whole import then fits into the size of its file."""
TIMES_FILE = 4
"""Shops of more than some ten million orders need more: so many times their file, if the computer has it."""
UNITS = {"bytes": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}
MOST_THREADS = 4
"""Each thread wants memory of its own."""


def connect(file: Path, *, create: bool, lean: bool = False) -> duckdb.DuckDBPyConnection:
    """An open, migrated, locked-down connection. Raises ShopError."""
    if not file.exists() and not create:
        raise ShopError("shop_missing", shop=str(file))
    private.folder(file.parent)
    with private.births():
        connection, version = judged(file)
        if 0 < version < migrations.newest():
            connection.close()
            copy = copies.path_of(file, copies.Occasion.FORMAT, str(migrations.newest()))
            copies.copy_whole(file, copy)
            connection = _opened(file)
        migrations.migrate(connection)
        private.protect(file)
    _limit_memory(connection, file, lean)
    connection.execute(f"set threads = {min(MOST_THREADS, os.cpu_count() or 1)}")
    _lock_down(connection, file)
    return connection


def _limit_memory(connection: duckdb.DuckDBPyConnection, file: Path, lean: bool) -> None:
    """What the database would take by itself, most of the computer's memory, stays the upper bound."""
    number, unit = connection.execute("select current_setting('memory_limit')").fetchall()[0][0].split()
    wanted = max(LEAN_MEMORY if lean else MEMORY, TIMES_FILE * file.stat().st_size)
    if wanted < float(number) * UNITS[unit]:
        connection.execute(f"set memory_limit = '{wanted} bytes'")


def judged(file: Path) -> tuple[duckdb.DuckDBPyConnection, int]:
    """An open connection to a file that is one of our shops, as it is, and its version. Raises ShopError."""
    connection = _opened(file)
    return connection, _checked_version(file, connection)


def _opened(file: Path) -> duckdb.DuckDBPyConnection:
    _refuse_foreign(file)
    try:
        connection = duckdb.connect(str(file), config={"autoinstall_known_extensions": "false"})
    except duckdb.Error as error:
        raise _refusal(file, str(error).replace(str(file), "")) from error
    if _is_locked_down(connection):  # the same process has it open, and gets the same database again
        connection.close()
        raise ShopError("shop_in_use", shop=file.name, found=f"process {os.getpid()}, this one")
    connection.execute("set enable_progress_bar = false")  # it would be drawn between the answers on stdout
    return connection


def _refuse_foreign(file: Path) -> None:
    """Only a DuckDB file is opened as one: an existing table of another sort would open as a view in memory, and
    everything loaded into it would be gone."""
    if file.is_file() and file.stat().st_size:
        with file.open("rb") as opened:
            if opened.read(12)[8:] != b"DUCK":
                raise ShopError("shop_not_ours", shop=file.name)


def _is_locked_down(connection: duckdb.DuckDBPyConnection) -> bool:
    return bool(connection.execute("select current_setting('lock_configuration')").fetchall()[0][0])


def _refusal(file: Path, message: str) -> ShopError:
    """Turns DuckDB's words, without the path, into ours."""
    if file.is_dir():
        return ShopError("shop_not_ours", shop=file.name)
    if "different configuration" in message:
        return ShopError("shop_in_use", shop=file.name, found=f"process {os.getpid()}, this one")
    if re.search(r"\block on\b|set lock", message) or "being used by another process" in message:
        holder = re.search(r"PID (\d+)", message)
        return ShopError(
            "shop_in_use", shop=file.name, found=f"process {holder[1]}" if holder else "another process"
        )
    if "newer version" in message or "storage version" in message.lower():
        return ShopError("shop_newer", shop=file.name, found="DuckDB storage", known=migrations.newest())
    return ShopError("shop_not_ours", shop=file.name)


def _checked_version(file: Path, connection: duckdb.DuckDBPyConnection) -> int:
    version = migrations.version_of(connection)
    if 0 <= version <= migrations.newest():
        return version
    connection.close()
    if version < 0:
        raise ShopError("shop_not_ours", shop=file.name)
    raise ShopError("shop_newer", shop=file.name, found=version, known=migrations.newest())


def _lock_down(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """No statement may reach other files or the network from here on, nor change that."""
    folder = private.temp_folder(file)
    connection.execute(f"set temp_directory = {quoted(str(folder / 'spill'))}")
    connection.execute(f"set allowed_directories = [{quoted(str(folder))}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
