"""The cohort matrix by month of orders of one channel alone: who is active depends on the orders."""

from __future__ import annotations

import duckdb

from retention.metrics import cohort_retention
from retention.shop import Shop
from retention.values import OrderAttribute, OrderSegment

PEERS = ("naive_sql",)
REACH = {"naive_sql": 1 / 3}


def product(shop: Shop) -> list[float]:
    """Orders of the channel `ads`."""
    rows = cohort_retention(shop, orders=OrderSegment(((OrderAttribute.CHANNEL, "ads"),))).rows
    own = rows[rows["cohort"] != "all"]
    return [float(own["customers"].sum()), float(own["orders"].sum())]


def naive_sql(connection: duckdb.DuckDBPyConnection) -> list[float]:
    """Joins the first order by e-mail and counts distinct e-mails."""
    found = connection.execute("""
        with firsts as (
            select email, min(ordered_at) as first_at from orders group by email
        ),
        cells as (
            select
                date_trunc('month', first_at) as cohort, date_trunc('month', ordered_at) as month,
                count(distinct orders.email) as customers, count(*) as orders
            from orders
            inner join firsts on orders.email = firsts.email
            where orders.channel = 'ads'
            group by all
        )
        select sum(customers), sum(orders) from cells""").fetchall()
    return [float(value) for value in found[0]]
