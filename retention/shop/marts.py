"""Derives everything that metrics read from what was loaded: current orders, customers, purchases, money, visits."""

from __future__ import annotations

import duckdb

from retention.shop.statements import statement, used

STEPS = ("status_now", "order_now", "order_meaning", "session_now")
"""Temporary tables of one rebuild, in order."""

LATE_STEPS = ("session_buyer",)
"""Temporary tables that read marts; each stands in MARTS where it is made."""

MARTS = (
    ("product", "product"),
    ("spend", "spend"),
    ("identity", "identity"),
    ("shop_order", "shop_order"),
    ("session_buyer", "session_buyer"),
    ("identity", "visitor_identity"),
    ("purchase", "purchase"),
    ("money", "money"),
    ("customer", "customer"),
    ("visit", "visit"),
    ("suppression", "suppression"),
    ("feedback", "feedback"),
    ("checkout", "checkout"),
    ("wishlist_item", "wishlist_item"),
    ("visit_product", "visit_product"),
    ("coverage", "coverage"),
)
"""Tables of the shop file and the statement that fills each, in order; every one may read those before it."""


def rebuild(cursor: duckdb.DuckDBPyConnection) -> None:
    """Fills all marts anew from the loaded versions, within the caller's transaction."""
    zone = cursor.execute("select value from setting where name = 'time_zone'").fetchall()[0][0]
    for table in {table for table, _ in MARTS if table not in LATE_STEPS}:
        cursor.execute(f"delete from {table}")
    for step in STEPS:
        _make_temporary(cursor, step, zone)
    for table, name in MARTS:
        if table in LATE_STEPS:
            _make_temporary(cursor, name, zone)
            continue
        cursor.execute(f"insert into {table} by name {statement(f'marts/{name}')}")
    for step in (*STEPS, *LATE_STEPS):
        cursor.execute(f"drop table temp.{step}")


def _make_temporary(cursor: duckdb.DuckDBPyConnection, step: str, zone: str) -> None:
    sql = f"create or replace temp table {step} as {statement(f'marts/{step}')}"
    cursor.execute(sql, used(sql, {"time_zone": zone}))
