"""Kaplan–Meier: who has made a second purchase within 365 days."""

from __future__ import annotations

import pandas as pd

from retention.metrics import repeat_purchase
from retention.shop import Shop

PEERS = ("pandas_survival",)
REACH = {"pandas_survival": 1 / 20}


def product(shop: Shop) -> list[float]:
    """The estimate at 365 days."""
    rows = repeat_purchase(shop).rows
    return [round(float(rows.loc[rows["horizon_days"] == 365, "km_share"].iloc[0]), 9)]


def pandas_survival(orders: pd.DataFrame) -> list[float]:
    """First two purchases of everybody, then the product over the days with events."""
    data = orders.sort_values(["email", "ordered_at", "order_id"])
    data = data.assign(number=data.groupby("email").cumcount(), day=data["ordered_at"].dt.normalize())
    first = data[data["number"] == 0].set_index("email")["day"]
    second = data[data["number"] == 1].set_index("email")["day"]
    days = (second.reindex(first.index).fillna(orders["ordered_at"].max().normalize()) - first).dt.days
    came_back = first.index.isin(second.index)
    table = pd.DataFrame({"days": days, "events": came_back.astype(int), "ended": 1}).groupby("days").sum()
    at_risk = table["ended"][::-1].cumsum()[::-1]
    share = 1 - (1 - table["events"] / at_risk).cumprod()
    return [round(float(share[share.index <= 365].iloc[-1]), 9)]
