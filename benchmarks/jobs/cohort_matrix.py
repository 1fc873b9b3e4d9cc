"""The cohort matrix by month, for the customers of a country-like attribute: those who first came by one channel."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from retention.metrics import cohort_retention
from retention.shop import Shop
from retention.values import Attribute, Segment

PEERS = ("naive_sql", "pandas_tutorial", "polars_tutorial")
REACH = {"naive_sql": 1 / 25}


def product(shop: Shop) -> list[float]:
    """Cohorts of the first channel `ads`."""
    segment = Segment(((Attribute.FIRST_CHANNEL, "ads"),))
    rows = cohort_retention(shop, segment=segment).rows
    own = rows[rows["cohort"] != "all"]
    return [float(own["customers"].sum()), float(own.loc[own["period"] == 1, "customers"].sum())]


def naive_sql(connection: duckdb.DuckDBPyConnection) -> list[float]:
    """Joins the first order by e-mail and counts distinct e-mails, as most blog posts do."""
    return _of(
        connection.execute("""
            with firsts as (
                select email, min(ordered_at) as first_at, arg_min(channel, (ordered_at, order_id)) as channel
                from orders group by email
            )
            select
                date_diff('month', date_trunc('month', first_at), date_trunc('month', ordered_at)) as period,
                date_trunc('month', first_at) as cohort, count(distinct orders.email) as customers
            from orders
            inner join firsts on orders.email = firsts.email
            where firsts.channel = 'ads'
            group by all""").df()
    )


def pandas_tutorial(orders: pd.DataFrame) -> list[float]:
    """Group, transform, periods, nunique: the way of the tutorials."""
    data = orders.sort_values(["ordered_at", "order_id"])
    data["first_at"] = data.groupby("email")["ordered_at"].transform("min")
    data["first_channel"] = data.groupby("email")["channel"].transform("first")
    data = data[data["first_channel"] == "ads"]
    data = data.assign(cohort=data["first_at"].dt.to_period("M"), month=data["ordered_at"].dt.to_period("M"))
    counted = data.groupby(["cohort", "month"])["email"].nunique().reset_index(name="customers")
    counted["period"] = (counted["month"] - counted["cohort"]).apply(lambda offset: offset.n)
    return _of(counted)


def polars_tutorial(orders: Any) -> list[float]:
    """The same with polars."""
    import polars

    firsts = (
        orders.sort("ordered_at", "order_id")
        .group_by("email", maintain_order=True)
        .agg(polars.col("ordered_at").first().alias("first_at"), polars.col("channel").first().alias("first"))
        .filter(polars.col("first") == "ads")
    )
    month = polars.col("ordered_at").dt.year() * 12 + polars.col("ordered_at").dt.month()
    first = polars.col("first_at").dt.year() * 12 + polars.col("first_at").dt.month()
    counted = (
        orders.join(firsts, on="email")
        .with_columns(first.alias("cohort"), (month - first).alias("period"))
        .group_by("cohort", "period")
        .agg(polars.col("email").n_unique().alias("customers"))
    )
    return _of(counted.to_pandas())


def _of(counted: pd.DataFrame) -> list[float]:
    return [
        float(counted["customers"].sum()),
        float(counted.loc[counted["period"] == 1, "customers"].sum()),
    ]
