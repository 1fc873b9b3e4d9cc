"""Marketing spend for hand-worked tests, one line each: `month or day  channel  amount  [currency]`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from retention.shop.shop import Shop

TEN_SPEND = """
    2024-01     Google  30
    2024-02-29  Google  20
"""
"""To the ten orders: Ann came by `google`, nobody else did."""


def spent(shop: Shop, drawn: str, **first_channels: str) -> Shop:
    """The shop with this spend, as sql/marts/spend.sql would fill it, and with the customers' first channels."""
    with shop.write() as cursor:
        for line in drawn.strip().splitlines():
            on, channel, amount, *currency = line.split()
            is_month = len(on) == len("2024-01")
            day = date.fromisoformat(f"{on}-01" if is_month else on)
            cursor.execute(
                "insert into spend (spent_on, is_month, channel, amount, currency) values (?, ?, ?, ?, ?)",
                [day, is_month, channel, Decimal(amount), *(currency or [None])],
            )
        for name, channel in first_channels.items():
            cursor.execute("update customer set first_channel = ? where customer_id = ?", [channel, name])
    return shop
