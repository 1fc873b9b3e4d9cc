"""Derives everything that metrics read from what was loaded: current orders, customers, purchases, money, visits."""

from __future__ import annotations

import duckdb

from retention.shop.coverage import horizon_of
from retention.shop.statements import statement, used
from retention.shop.status_words import STATUS_KEY

TEMPORARY = "temp"
STEPS = (
    ("product", "product"),
    ("spend", "spend"),
    (TEMPORARY, "product_name"),
    (TEMPORARY, "status_default"),
    (TEMPORARY, "status_now"),
    (TEMPORARY, "session_now"),
    (TEMPORARY, "session_order"),
    ("person", "session_person"),
    ("order_traits", "session_traits"),
    (TEMPORARY, "order_now"),
    (TEMPORARY, "person_now"),
    ("order_meaning", "order_meaning"),
    ("order_detail", "order_detail"),
    (TEMPORARY, "fact_person"),
    ("identity", "identity"),
    (TEMPORARY, "person_key"),
    (TEMPORARY, "order_tie"),
    (TEMPORARY, "card"),
    (TEMPORARY, "older"),
    (TEMPORARY, "order_sorted"),
    ("current_order", "current_order"),
    ("order_cost", "order_cost"),
    (TEMPORARY, "session_buyer"),
    ("identity", "visitor_identity"),
    ("suppression", "suppression"),
    ("other_money", "other_money"),
    (TEMPORARY, "contact"),
    (TEMPORARY, "favourite"),
    (TEMPORARY, "customer_source"),
    (TEMPORARY, "last_device"),
    (TEMPORARY, "suppressed"),
    ("customer", "customer"),
    ("visit", "visit"),
    ("feedback", "feedback"),
    ("checkout", "checkout"),
    ("wishlist_item", "wishlist_item"),
    ("visit_product", "visit_product"),
    ("coverage", "coverage"),
)
"""(table of the shop file, or a temporary one, statement that fills it), in order: each may read those before it."""

OWNER_KEY = """create or replace temp macro owner_key(customer_ref, email_ref, phone_ref) as coalesce(
    (select owned.customer_key from identity as owned where owned.identifier_id = customer_ref),
    (select owned.customer_key from identity as owned where owned.identifier_id = email_ref),
    (select owned.customer_key from identity as owned where owned.identifier_id = phone_ref))"""
"""Whose row it is that says these identifiers: the customer's number is surest, then the e-mail, then the phone."""

PARTLY = ("person", "order_traits")
"""Loaded tables; what is derived in them stands under import 0."""


def rebuild(cursor: duckdb.DuckDBPyConnection) -> None:
    """Fills all marts anew from the loaded versions, within the caller's transaction."""
    zone = cursor.execute("select value from setting where name = 'time_zone'").fetchall()[0][0]
    for table in {table for table, _ in STEPS} - {TEMPORARY}:
        cursor.execute(f"delete from {table}{' where import_id = 0' if table in PARTLY else ''}")
    cursor.execute(STATUS_KEY)
    cursor.execute(OWNER_KEY)
    for table, name in STEPS:
        sql = statement(f"marts/{name}")
        values = used(sql, {"time_zone": zone})
        if table == TEMPORARY:
            cursor.execute(f"create or replace temp table {name} as {sql}", values)
        else:
            cursor.execute(f"insert into {table} by name {sql}", values)
    for table, name in STEPS:
        if table == TEMPORARY:
            cursor.execute(f"drop table temp.{name}")
    _keep_window(cursor)


def _keep_window(cursor: duckdb.DuckDBPyConnection) -> None:
    """Nearly every page asks for the rhythm of the last day, which is read off all purchases."""
    cursor.execute("delete from known_window")
    spans = cursor.execute("select as_of, data_start from coverage where data_start is not null").fetchall()
    found = statement("metrics/churn_window")
    kept = f"select $as_of as as_of, $horizon as horizon, found.* from ({found}) as found"
    for as_of, start in spans:
        asked = {"as_of": as_of, "horizon": horizon_of(as_of, start)}
        cursor.execute(f"insert into known_window by name {kept}", asked)
