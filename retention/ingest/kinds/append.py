"""Adds the rows of a file to the version table of its kind, within the loader's transaction."""

from __future__ import annotations

from pathlib import Path

import duckdb

from retention.ingest.kinds.record import FactKind
from retention.ingest.options import Reading
from retention.shop.statements import filled, statement

NOT_KEPT = ("row_count", "fact_at")
IDENTIFIERS = ("customer_id", "email", "phone", "visitor_id")


def read_facts(cursor: duckdb.DuckDBPyConnection, kind: FactKind, work: Path) -> None:
    """Temporary views `incoming` (the file's rows) and `incoming_identity` (whom they name)."""
    path = str(work / "facts.parquet").replace("'", "''")
    cursor.execute(f"create or replace temp view incoming as select * from read_parquet('{path}')")
    names = ("customer_id", "email", "phone") if kind.has_people else ()
    named = ", ".join(f"{name if name in names else 'null::text'} as {name}" for name in IDENTIFIERS)
    cursor.execute(f"create or replace temp view incoming_identity as select file_row, {named} from incoming")


def changes(cursor: duckdb.DuckDBPyConnection, kind: FactKind) -> dict[str, int]:
    """How the file's keys compare with what the newest earlier import says about them."""
    new, updated, unchanged, rows = cursor.execute(
        filled("load/fact_changes", {"table": kind.table})
    ).fetchall()[0]
    return {"new": new, "updated": updated, "unchanged": unchanged, "unchanged_rows": rows}


def add_versions(cursor: duckdb.DuckDBPyConnection, kind: FactKind, reading: Reading, import_id: int) -> None:
    """The rows as versions, with numbers of identifiers in the place of contacts."""
    values: dict[str, object] = {"import_id": import_id}
    utc = [name for name, family in reading.date_formats.items() if family.startswith("utc ")]
    extra = ""
    if "utc_fields" in _columns(cursor, kind.table):
        values["utc_fields"] = f",{','.join(utc)},"
        extra = "$utc_fields as utc_fields, "
    source = f"({statement('load/fact_people')})" if kind.has_people else "incoming"
    left_out = NOT_KEPT + (IDENTIFIERS[:3] if kind.has_people else ())
    cursor.execute(
        f"insert into {kind.table} by name select $import_id as import_id, {extra}* exclude ({', '.join(left_out)}) "
        f"from {source}",
        values,
    )


def _columns(cursor: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {row[0] for row in cursor.execute(f"describe {table}").fetchall()}
