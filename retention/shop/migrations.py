"""Numbered migrations: sql/migrations/0001_….sql and on, each applied once, in order."""

from __future__ import annotations

from importlib.resources import files

import duckdb

from retention.shop.marts import rebuild
from retention.shop.statements import statement


def known() -> list[tuple[int, str]]:
    """All migrations of this version of the program: (number, statement name)."""
    names = sorted(item.name for item in files("retention.sql").joinpath("migrations").iterdir())
    return [
        (int(name[:4]), f"migrations/{name.removesuffix('.sql')}") for name in names if name.endswith(".sql")
    ]


def newest() -> int:
    """Number of the newest migration."""
    return known()[-1][0]


OWN_COLUMNS = """select table_name || '.' || column_name from duckdb_columns()
    where schema_name = 'main' and table_name in ('migration', 'setting')"""
"""What any version of a shop file has: a table called “migration” may also stand in somebody else's database."""


def version_of(cursor: duckdb.DuckDBPyConnection) -> int:
    """Number of the last applied migration; 0 for a new file, -1 for a database that is not ours."""
    tables = {row[0] for row in cursor.execute("select table_name from duckdb_tables()").fetchall()}
    if not tables:
        return 0
    columns = {row[0] for row in cursor.execute(OWN_COLUMNS).fetchall()}
    if not {"migration.number", "setting.name", "setting.value"} <= columns:
        return -1
    return int(cursor.execute("select coalesce(max(number), 0) from migration").fetchall()[0][0])


def migrate(cursor: duckdb.DuckDBPyConnection) -> None:
    """Applies what is missing, each migration in a transaction of its own, then writes it through to the file."""
    done = version_of(cursor)
    for number, name in known():
        if number > done:
            cursor.execute("begin transaction")
            cursor.execute("create table if not exists migration (number integer not null)")
            cursor.execute(statement(name))
            cursor.execute("insert into migration values ($number)", {"number": number})
            cursor.execute("commit")
            cursor.execute("checkpoint")
    if _derived_for(cursor) < newest():
        _derive_anew(cursor)


def _derived_for(cursor: duckdb.DuckDBPyConnection) -> int:
    """The format for which everything derived was made last: a program that is killed in between does it again."""
    rows = cursor.execute("select value from setting where name = 'derived_for_format'").fetchall()
    return int(rows[0][0]) if rows else 0


def _derive_anew(cursor: duckdb.DuckDBPyConnection) -> None:
    """A new format may store the derived tables otherwise: they are filled from what was loaded, if anything was."""
    cursor.execute("begin transaction")
    if cursor.execute("select 1 from import_journal limit 1").fetchall():
        rebuild(cursor)
    cursor.execute("delete from setting where name = 'derived_for_format'")
    cursor.execute("insert into setting values ('derived_for_format', $number)", {"number": str(newest())})
    cursor.execute("commit")
    cursor.execute("checkpoint")
