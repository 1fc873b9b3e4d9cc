"""One row a customer: purchases, first and last day, money, recency; the product adds scores and stages."""

from __future__ import annotations

import pandas as pd

from retention.metrics import customers
from retention.shop import Shop

PEERS = ("lifetimes_summary",)
REACH = {"lifetimes_summary": 1 / 5}


def product(shop: Shop) -> list[float]:
    """Everyone who has purchased."""
    rows = customers(shop, window=90).rows
    return [float(len(rows)), float((rows["last_at"].dt.normalize() > rows["first_at"].dt.normalize()).sum())]


def lifetimes_summary(orders: pd.DataFrame) -> list[float]:
    """x, t_x, T and money by the library lifetimes; repeat customers are those who came back on another day."""
    from lifetimes.utils import summary_data_from_transaction_data

    data = orders.assign(amount=orders["amount"].astype(float))
    found = summary_data_from_transaction_data(data, "email", "ordered_at", monetary_value_col="amount")
    return [float(len(found)), float((found["frequency"] > 0).sum())]
