"""Everybody scored 1 to 5 by recency, frequency and money, counted by score."""

from __future__ import annotations

import pandas as pd

from retention.metrics import rfm_cells
from retention.shop import Shop

PEERS = ("pandas_rank",)
REACH = {"pandas_rank": 1 / 4}


def product(shop: Shop) -> list[float]:
    """Customers with the best and the worst recency."""
    rows = rfm_cells(shop).rows
    by_score = rows.groupby("R")["customers"].sum()
    return [float(by_score[5]), float(by_score[1])]


def pandas_rank(orders: pd.DataFrame) -> list[float]:
    """Group by e-mail, then ranks: equal values share a score."""
    last = orders["ordered_at"].max().normalize()
    data = orders.assign(amount=orders["amount"].astype(float))
    by_customer = data.groupby("email").agg(
        last_at=("ordered_at", "max"), purchases=("order_id", "size"), money=("amount", "sum")
    )
    recency = (last - by_customer["last_at"].dt.normalize()).dt.days
    score = 1 + ((-recency).rank(method="min") - 1) * 5 // len(by_customer)
    by_customer["r"] = score
    by_customer["m"] = 1 + (by_customer["money"].rank(method="min") - 1) * 5 // len(by_customer)
    by_customer["f"] = by_customer["purchases"].clip(upper=5)
    by_score = by_customer.groupby(["r", "f", "m"]).size().groupby("r").sum()
    return [float(by_score[5]), float(by_score[1])]
