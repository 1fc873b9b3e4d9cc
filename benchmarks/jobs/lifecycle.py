"""Who bought in each month: for the first time, again, or back after a pause."""

from __future__ import annotations

import pandas as pd

from retention.metrics import lifecycle
from retention.shop import Shop

PEERS = ("pandas_months",)
REACH = {"pandas_months": 1 / 5}


def product(shop: Shop) -> list[float]:
    """New, returning and resurrected customers of all months together."""
    rows = lifecycle(shop).rows
    return [float(rows[column].sum()) for column in ("new", "returning", "resurrected")]


def pandas_months(orders: pd.DataFrame) -> list[float]:
    """One row a customer and month, shifted."""
    stamps = orders["ordered_at"].dt
    months = orders.assign(month=stamps.year * 12 + stamps.month)[["email", "month"]].drop_duplicates()
    months = months.sort_values(["email", "month"])
    before = months.groupby("email")["month"].shift()
    gap = months["month"] - before
    return [float(before.isna().sum()), float((gap == 1).sum()), float((gap > 1).sum())]
