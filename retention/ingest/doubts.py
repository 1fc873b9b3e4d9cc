"""What an order file leaves open about its money: told in the report, never decided in silence."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from retention.ingest.columns import Columns
from retention.ingest.statements import statement


def money_notes(
    cursor: duckdb.DuckDBPyConnection, columns: Columns, orders: str, write: Callable[[], None]
) -> list[list[object]]:
    """Notes on totals that disagree or are missing in `orders` (the written Parquet). Totals that prove to be those of
    lines become that, and `write` writes the orders again."""
    if "order_total" not in columns.mapping:
        return []
    title = columns.title("order_total")
    if _count(cursor, orders, "has_other_totals") and _are_line_totals(cursor):
        cursor.execute("update typed_row set line_amount = order_total, order_total = null")
        write()
        return [["line_total_read", {"column": title}]]
    found: list[list[object]] = []
    for code, mark in (("totals_disagree", "has_other_totals"), ("totals_missing", "is_added_up")):
        if number := _count(cursor, orders, mark):
            found.append([code, {"orders": number, "column": title}])
    return found


def _count(cursor: duckdb.DuckDBPyConnection, orders: str, mark: str) -> int:
    rows = cursor.execute(
        f"select count(*) from read_parquet($path) where {mark}", {"path": orders}
    ).fetchall()
    return int(rows[0][0])


def _are_line_totals(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Where totals differ inside orders and are quantity × price on nearly all of their rows, they are of the lines."""
    return bool(cursor.execute(statement("line_totals")).fetchall()[0][0])
