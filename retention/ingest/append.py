"""Adds a read file to the shop's versions, within the loader's transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from retention.ingest.kinds import FACT_KINDS
from retention.ingest.kinds import append as facts
from retention.ingest.options import Reading
from retention.shop.statements import filled, statement, used
from retention.values import Kind

REJECTS_KEPT = 100_000


def append(cursor: duckdb.DuckDBPyConnection, work: Path, reading: Reading, import_id: int) -> dict[str, int]:
    """Adds the file's versions; returns what is new, updated and unchanged against earlier imports."""
    if reading.kind in FACT_KINDS:
        return _append_facts(cursor, work, reading, import_id)
    kind = "orders" if reading.kind == Kind.ORDERS else "sessions"
    _incoming(cursor, work, kind)
    one = kind.removesuffix("s")
    changes = filled("load/version_changes", {"version": f"{one}_version", "id": f"{one}_id"})
    new, updated, unchanged, rows = cursor.execute(changes).fetchall()[0]
    _add_identifiers(cursor, import_id)
    stamp = reading.date_formats["ordered_at" if kind == "orders" else "started_at"]
    values = {
        "import_id": import_id,
        "is_utc": stamp.startswith("utc"),
        "is_numbered": "order_id" in reading.mapping,
    }
    table = f"{one}_version"
    _insert(cursor, table, statement(f"load/{table}s"), values)
    if kind == "orders":
        _insert_file(cursor, "order_line_version", work / "lines.parquet", import_id)
    else:
        _insert_purchases(cursor, work / "session_purchases.parquet", values)
        _insert_file(cursor, "session_product_version", work / "session_products.parquet", import_id)
    _insert_file(cursor, "import_reject", work / "rejects.parquet", import_id, limit=REJECTS_KEPT)
    return {"new": new, "updated": updated, "unchanged": unchanged, "unchanged_rows": rows}


def _append_facts(
    cursor: duckdb.DuckDBPyConnection, work: Path, reading: Reading, import_id: int
) -> dict[str, int]:
    kind = FACT_KINDS[reading.kind]
    facts.read_facts(cursor, kind, work)
    found = facts.changes(cursor, kind)
    _add_identifiers(cursor, import_id)
    facts.add_versions(cursor, kind, reading, import_id)
    _insert_file(cursor, "import_reject", work / "rejects.parquet", import_id, limit=REJECTS_KEPT)
    return found


def _incoming(cursor: duckdb.DuckDBPyConnection, work: Path, kind: str) -> None:
    """Temporary tables `incoming` (the file's orders or sessions) and `incoming_identity`."""
    path = str(work / f"{kind}.parquet")
    cursor.execute(
        "create or replace temp table incoming as select * from read_parquet($path)", {"path": path}
    )
    row = "order_row" if kind == "orders" else "session_row"
    phone, visitor = ("phone", "null::text") if kind == "orders" else ("null::text", "visitor_id")
    cursor.execute(f"""
        create or replace temp table incoming_identity as
        select {row} as file_row, customer_id, email, {phone} as phone, {visitor} as visitor_id from incoming""")


def _add_identifiers(cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    _insert(cursor, "identifier", statement("load/incoming_identifiers"), {"import_id": import_id})
    cursor.execute("""update setting set value = cast(greatest(cast(value as bigint),
        (select coalesce(max(identifier_id), 0) from identifier)) as text) where name = 'last_identifier_id'""")


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, sql: str, values: dict[str, Any]) -> None:
    cursor.execute(f"insert into {table} by name {sql}", used(sql, values))


def _insert_file(
    cursor: duckdb.DuckDBPyConnection, table: str, path: Path, import_id: int, limit: int | None = None
) -> None:
    cursor.execute(
        f"insert into {table} by name "
        f"select $import_id as import_id, * from read_parquet($path) limit {limit or 'all'}",
        {"import_id": import_id, "path": str(path)},
    )


def _insert_purchases(cursor: duckdb.DuckDBPyConnection, path: Path, values: dict[str, Any]) -> None:
    sql = """select $import_id as import_id, session_id, transaction_id,
        case when not $is_utc then bought_at end as wall_at, case when $is_utc then bought_at end as utc_at,
        amount, currency from read_parquet($path)"""
    _insert(cursor, "session_purchase_version", sql, values | {"path": str(path)})


def drop_temporary(cursor: duckdb.DuckDBPyConnection) -> None:
    """Takes the temporary tables away."""
    for table in ("incoming", "incoming_identity", "landed"):
        cursor.execute(f"drop table if exists temp.{table}")
