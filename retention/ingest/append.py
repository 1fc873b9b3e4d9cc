"""Adds a read file to the shop's versions, within the loader's transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from retention.ingest import order_status
from retention.ingest.append_orders import add_identifiers, append_orders, count_keys, insert, series_of
from retention.ingest.journal import is_utc
from retention.ingest.kinds import FACT_KINDS
from retention.ingest.kinds import append as facts
from retention.ingest.options import Reading
from retention.shop.statements import statement
from retention.values import Kind

REJECTS_KEPT = 100_000


def append(
    cursor: duckdb.DuckDBPyConnection, work: Path, reading: Reading, import_id: int, source: str
) -> dict[str, int]:
    """Adds the file's versions; returns what is new, updated and unchanged against earlier imports."""
    values = {"import_id": import_id, "source": source, "is_utc": is_utc(reading)}
    if reading.kind == Kind.ORDERS:
        order_status.remember(cursor, import_id, reading.platform)
        changes = append_orders(cursor, work, dict(values), "order_id" in reading.mapping)
    elif reading.kind in FACT_KINDS:
        changes = _append_facts(cursor, work, reading, values)
    else:
        changes = _append_sessions(cursor, work, values)
    rejects = work / "rejects.parquet"
    if rejects.exists():
        sql = f"select $import_id as import_id, * from read_parquet($path) limit {REJECTS_KEPT}"
        insert(cursor, "import_reject", sql, values | {"path": str(rejects)})
    return changes


def _append_facts(
    cursor: duckdb.DuckDBPyConnection, work: Path, reading: Reading, values: dict[str, Any]
) -> dict[str, int]:
    kind = FACT_KINDS[reading.kind]
    facts.read_facts(cursor, kind, work)
    found = facts.changes(cursor, kind)
    add_identifiers(cursor, values)
    facts.add_versions(cursor, kind, reading, values["import_id"])
    return found


def _append_sessions(cursor: duckdb.DuckDBPyConnection, work: Path, values: dict[str, Any]) -> dict[str, int]:
    path = str(work / "sessions.parquet").replace("'", "''")
    cursor.execute(f"create or replace temp view incoming as select * from read_parquet('{path}')")
    cursor.execute("""create or replace temp view incoming_identity as
        select session_row as file_row, customer_id, email, null::text as phone, visitor_id from incoming""")
    changes = cursor.execute(statement("load/session_comparison")).fetchall()[0]
    add_identifiers(cursor, values)
    insert(cursor, "session_version", statement("load/session_versions"), values)
    _append_purchases(cursor, values | {"path": str(work / "session_purchases.parquet")})
    sql = "select $import_id as import_id, * from read_parquet($path)"
    insert(cursor, "session_product_version", sql, values | {"path": str(work / "session_products.parquet")})
    return dict(zip(("new", "updated", "unchanged", "unchanged_rows"), changes, strict=True))


def _append_purchases(cursor: duckdb.DuckDBPyConnection, values: dict[str, Any]) -> None:
    """Purchases that sessions report; their numbers are order numbers."""
    insert(
        cursor,
        "session_purchase_version",
        """select $import_id as import_id, session_id, transaction_id,
            case when not $is_utc then bought_at end as wall_at, case when $is_utc then bought_at end as utc_at,
            amount, currency from read_parquet($path)""",
        values,
    )
    values = values | {"series": series_of(cursor, values["source"], is_numbered=True)}
    insert(cursor, "order_number", statement("load/transaction_numbers"), values)
    count_keys(cursor)


def drop_temporary(cursor: duckdb.DuckDBPyConnection) -> None:
    """Takes the temporary tables and views away."""
    for view in ("incoming_order", "incoming_identity", "incoming"):
        cursor.execute(f"drop view if exists temp.{view}")
    for table in ("incoming_person", "incoming_traits", "incoming_known", "order_content", "landed"):
        cursor.execute(f"drop table if exists temp.{table}")
