"""What the shop held before an import, kept for the length of the transaction: the report tells what changed."""

from __future__ import annotations

from typing import Any

import duckdb

from retention.ingest.rows import records
from retention.shop.statements import statement

TABLES = ("buyer_before", "month_before", "month_after", "order_before")


def remember(cursor: duckdb.DuckDBPyConnection, *, has_orders: bool) -> None:
    """Keeps buyers, months, and those orders that the file brings again (temporary table `incoming`)."""
    _keep(cursor, "buyer_before", "select customer_key from customer where purchases > 0")
    _keep(cursor, "month_before", statement("load/month_money"))
    if has_orders:
        _keep(cursor, "order_before", statement("load/order_before"))


def changes(cursor: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """New and joined customers, and earlier months that are different now."""
    _keep(cursor, "month_after", statement("load/month_money"))
    return {
        "customers_new": _new_buyers(cursor),
        "customers_joined": records(cursor, "load/customers_joined")[0]["customers"],
        "months_changed": records(cursor, "load/months_changed"),
    }


def order_changes(cursor: duckdb.DuckDBPyConnection, import_id: int) -> dict[str, Any]:
    """Earlier orders that are different now, which are kept, and those that the shop holds in a newer version."""
    values = {"import_id": import_id}
    cursor.execute(f"insert into order_change by name {statement('load/order_changes')}", values)
    known = records(cursor, "load/known_orders", values)[0]
    return {
        "orders_updated": known["updated"],
        "orders_older": known["older"],
        **records(cursor, "load/changed_amounts", values)[0],
    }


def forget(cursor: duckdb.DuckDBPyConnection) -> None:
    """Takes the temporary tables away."""
    for table in TABLES:
        cursor.execute(f"drop table if exists temp.{table}")


def _keep(cursor: duckdb.DuckDBPyConnection, table: str, sql: str) -> None:
    cursor.execute(f"create or replace temp table {table} as {sql}")


def _new_buyers(cursor: duckdb.DuckDBPyConnection) -> int:
    """How many have purchased only since this import."""
    rows = cursor.execute("""select count(*) from customer
        where purchases > 0 and customer_key not in (select customer_key from buyer_before)""").fetchall()
    return int(rows[0][0])
