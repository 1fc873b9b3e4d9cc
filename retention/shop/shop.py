"""Opens a shop file and lends cursors: one connection a process, one cursor a call, one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from retention.shop import migrations, private, statements
from retention.shop.coverage import Coverage
from retention.shop.opening import connect


class Shop:
    """One shop: everything that was loaded, and what is derived from it.

    A second process cannot open the same file (`ShopError` `shop_in_use`). `data_version` grows with every change:
    caches are keyed by it.
    """

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        self._writing = threading.RLock()
        self._commits = 0
        self._known: dict[str, tuple[int, list[dict[str, Any]]]] = {}

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, lean: bool = False) -> Shop:
        """Opens, creates or migrates the shop file; `lean`: with little memory. Raises ShopError."""
        file = Path(path).absolute()
        connection = connect(file, create=create, lean=lean)
        work = private.temp_folder(file)
        private.clear(work)
        private.folder(work)  # the database makes its own folder for large sorts in it, but not the one above
        return cls(file, connection)

    def close(self) -> None:
        """Releases the file for other processes."""
        self._connection.close()

    def __enter__(self) -> Shop:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def temp_folder(self) -> Path:
        """Folder for files in work, readable by the owner only and emptied when the shop is opened."""
        return private.folder(private.temp_folder(self.path))

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own: threads must not share one."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction, alone: all of it is kept, or nothing. Counts `data_version` up."""
        with self._writing, private.births(), self.cursor() as cursor:
            cursor.execute("begin transaction")
            try:
                yield cursor
                cursor.execute(statements.statement("shop/next_data_version"))
                cursor.execute("commit")
                self._commits += 1
            except BaseException:
                cursor.execute("rollback")
                raise

    def note(self, *names: str, parameters: Mapping[str, object]) -> None:
        """Runs these statements beside the data, without a new `data_version`; none while another thread writes."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            with private.births(), self.cursor() as cursor:
                for name in names:
                    sql = statements.statement(name)
                    cursor.execute(sql, statements.used(sql, parameters))
        finally:
            self._writing.release()

    def copy_to(self, file: Path) -> None:
        """Everything that is committed, as a database of its own; `file` is a new one in `temp_folder`.

        The database itself writes the copy: reading its open file beside it would take its lock away.
        """
        there = statements.quoted("copy of the shop", '"')
        with self._writing, private.births(), self.cursor() as cursor:
            name = cursor.execute("select current_database()").fetchall()[0][0]
            here = statements.quoted(name, '"')
            cursor.execute(f"attach {statements.quoted(str(file))} as {there}")
            try:
                cursor.execute(f"copy from database {here} to {there}")
            finally:
                cursor.execute(f"detach {there}")

    def query(self, name: str, parameters: Mapping[str, object] | None = None, **identifiers: str) -> Any:
        """Rows of `sql/<name>.sql` as a DataFrame."""
        sql = statements.filled(name, identifiers)
        with self.cursor() as cursor:
            return cursor.execute(sql, statements.used(sql, parameters or {})).df()

    def records(
        self, name: str, parameters: Mapping[str, object] | None = None, **identifiers: str
    ) -> list[dict[str, Any]]:
        """Rows of `sql/<name>.sql` as dictionaries with Python values."""
        sql = statements.filled(name, identifiers)
        with self.cursor() as cursor:
            cursor.execute(sql, statements.used(sql, parameters or {}))
            columns = [column[0] for column in cursor.description]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def coverage(self) -> Coverage:
        """What the loaded data cover; an empty Coverage for an empty shop."""
        rows = self._once("shop/coverage")
        return Coverage(**rows[0]) if rows else Coverage()

    def settings(self) -> dict[str, str]:
        """All settings by name."""
        return {row["name"]: row["value"] for row in self._once("shop/settings")}

    def _once(self, name: str) -> list[dict[str, Any]]:
        """Rows read once after each change: nobody else can change them, and every question asks for them."""
        commits, rows = self._known.get(name, (-1, []))
        if commits != (now := self._commits):  # kept with the number of before the reading: never too new
            rows = self.records(name)
            self._known[name] = (now, rows)
        return rows

    def setting(self, name: str, default: str = "") -> str:
        """One setting, or the default."""
        return self.settings().get(name, default)

    @property
    def is_sample(self) -> bool:
        """The made-up shop: finished, and closed to other files."""
        return self.setting("is_sample") == "yes"

    @property
    def data_version(self) -> int:
        """Grows with every committed change."""
        return int(self.setting("data_version", "0"))

    @property
    def format_version(self) -> int:
        """Number of the last migration that made this file."""
        with self.cursor() as cursor:
            return migrations.version_of(cursor)
