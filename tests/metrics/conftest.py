"""Shops for hand-worked tests: the tables that metrics read are filled directly, without files and imports.

A shop is drawn as text, one order a line: `customer  day [time]  amount`. A negative amount is a refund of that day,
a customer `-` is nobody (an anonymous order). Customers get the keys 1, 2, … in the order of their first line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from retention.shop.shop import Shop
from tests.metrics.spending import TEN_SPEND, spent
from tests.metrics.visiting import TEN_VISITS, visited

NOBODY = "-"

TEN_ORDERS = """
    ann  2024-01-10   10
    ann  2024-01-10   20
    ann  2024-03-05   30
    bob  2024-01-31   40
    bob  2024-02-29   50
    cid  2024-02-01   60
    cid  2024-03-31   70
    dan  2024-02-29   80
    eve  2024-03-31   90
    eve  2024-04-01  100
"""
"""Five customers, two of them with a month end and a leap day, one with two orders on one day."""

TEN_ORDERS_AS_OF = date(2024, 4, 15)


@dataclass(frozen=True)
class Line:
    """One order as drawn."""

    customer: str
    at: datetime
    amount: Decimal

    @property
    def on(self) -> date:
        return self.at.date()


MakeShop = Callable[..., Shop]


@pytest.fixture
def shop_of(tmp_path: Path, new_shop: Callable[[Path], Shop]) -> Iterator[MakeShop]:
    """Makes shops from drawn orders; they are closed after the test."""
    opened: list[Shop] = []
    numbers = count()

    def make(
        drawn: str | list[Line],
        *,
        as_of: date | None = None,
        data_start: date | None = None,
        attributes: Mapping[str, Mapping[str, Any]] | None = None,
        **coverage: Any,
    ) -> Shop:
        shop = new_shop(tmp_path / f"shop-{next(numbers)}.duckdb")
        opened.append(shop)
        lines = read(drawn) if isinstance(drawn, str) else drawn
        if lines:
            fill(shop, lines, attributes or {}, {"as_of": as_of, "data_start": data_start, **coverage})
        return shop

    yield make
    for shop in opened:
        shop.close()


@pytest.fixture
def ten_orders(shop_of: MakeShop) -> Shop:
    """The shop of TEN_ORDERS, data through 15 April 2024."""
    return shop_of(TEN_ORDERS, as_of=TEN_ORDERS_AS_OF)


@pytest.fixture
def ten_visited(shop_of: MakeShop) -> Shop:
    """The ten orders together with TEN_VISITS and TEN_SPEND."""
    shop = visited(shop_of(TEN_ORDERS, as_of=TEN_ORDERS_AS_OF), TEN_VISITS)
    return spent(shop, TEN_SPEND, ann="google")


def read(drawn: str) -> list[Line]:
    """The orders of a drawing."""
    lines = []
    for text in drawn.strip().splitlines():
        customer, *at, amount = text.split()
        lines.append(Line(customer, datetime.fromisoformat(" ".join(at)), Decimal(amount)))
    return lines


def fill(
    shop: Shop, lines: list[Line], attributes: Mapping[str, Mapping[str, Any]], stated: dict[str, Any]
) -> None:
    """Fills orders, other money, customer and coverage, each as sql/marts would."""
    keys = {name: key for key, name in enumerate(dict.fromkeys(_names(lines)), start=1)}
    numbered = [row for name, key in keys.items() for row in _purchases(key, _of(lines, name))]
    first_on = {row[0]: row[-1] for row in numbered}
    others = [line for line in lines if line.amount <= 0 or line.customer == NOBODY]
    orders = [(1, 1, *row) for row in numbered]
    orders += [(1, 1, keys.get(line.customer), line.at, line.amount, None, None, None) for line in others]
    with shop.write() as cursor:
        _insert(cursor, "order_meaning", _MEANING, [(1, "counted", True, True)])
        placed = [(key, *row) for key, row in enumerate(orders, start=1)]
        _insert(cursor, "current_order", _ORDER, placed)
        _insert(cursor, "other_money", _MONEY, [_money(line, keys, first_on) for line in others])
        for statement in _MONTHS:
            cursor.execute(statement)
        _insert(
            cursor,
            "customer",
            _CUSTOMER,
            [_customer(name, key, lines, attributes) for name, key in keys.items()],
        )
        cursor.execute(_SUMMARY)
        _insert(cursor, "coverage", tuple(covered := _coverage(lines, stated)), [tuple(covered.values())])


_MONTHS = (
    """update current_order set is_discounted = false, first_month = year(first_on) * 12 + month(first_on) - 1,
        purchased_month = year(ordered_at) * 12 + month(ordered_at) - 1,
        is_first_in_month = days_since_previous is null or days_since_previous >= day(ordered_at)
        where purchase_number is not null""",
    """update other_money set first_month = year(first_on) * 12 + month(first_on) - 1,
        moved_month = year(moved_on) * 12 + month(moved_on) - 1""",
)
_SUMMARY = """update customer set purchases = bought.purchases, purchase_amount = bought.amount,
    first_at = bought.first_at, last_at = bought.last_at, net_revenue = bought.amount + coalesce(moved.net, 0)
    from (select customer_key, count(*) as purchases, sum(amount) as amount, min(purchased_at) as first_at,
        max(purchased_at) as last_at from purchase group by customer_key) as bought
    left join (select customer_key, sum(gross - refund) as net from other_money group by customer_key) as moved
        on moved.customer_key = bought.customer_key
    where bought.customer_key = customer.customer_key"""
_MEANING = ("traits_ref", "meaning", "is_status_known", "is_counted_currency")
_MONEY = ("customer_key", "moved_on", "gross", "refund", "order_key", "first_on")
_CUSTOMER = ("customer_key", "customer_id", "purchases", "gross_revenue", "refunds", "net_revenue", "country",
             "first_channel", "main_category", "first_had_discount")  # fmt: skip
_ORDER = ("order_key", "import_id", "traits_ref", "customer_key", "ordered_at", "amount", "purchase_number",
          "days_since_previous", "first_on")  # fmt: skip


def _insert(cursor: Any, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    places = f"({', '.join('?' * len(columns))})"
    if rows:
        values = [value for row in rows for value in row]
        cursor.execute(
            f"insert into {table} ({', '.join(columns)}) values {', '.join([places] * len(rows))}", values
        )


def _names(lines: list[Line]) -> list[str]:
    return [line.customer for line in lines if line.customer != NOBODY]


def _of(lines: list[Line], name: str) -> list[Line]:
    """The purchases of a customer by time; lines of one moment keep their order."""
    return sorted(
        (line for line in lines if line.customer == name and line.amount > 0), key=lambda line: line.at
    )


def _purchases(key: int, lines: list[Line]) -> Iterator[tuple[Any, ...]]:
    for number, line in enumerate(lines, start=1):
        previous = (line.on - lines[number - 2].on).days if number > 1 else None
        yield (key, line.at, line.amount, number, previous, lines[0].on)


def _money(line: Line, keys: dict[str, int], first_on: dict[int, date]) -> tuple[Any, ...]:
    key = keys.get(line.customer)
    gross, refund = max(line.amount, Decimal(0)), max(-line.amount, Decimal(0))
    return (key, line.on, gross, refund, 0, first_on.get(key) if key else None)


def _customer(
    name: str, key: int, lines: list[Line], attributes: Mapping[str, Mapping[str, Any]]
) -> tuple[Any, ...]:
    net = sum(line.amount for line in lines if line.customer == name)
    known = attributes.get(name, {})
    values = (
        known.get(column) for column in ("country", "first_channel", "main_category", "first_had_discount")
    )
    return (key, name, 0, 0, 0, net, *values)


def _coverage(lines: list[Line], stated: dict[str, Any]) -> dict[str, Any]:
    first, last = min(line.at for line in lines), max(line.at for line in lines)
    nothing = dict.fromkeys(
        ("other_currency_orders", "unknown_status_orders", "anonymous_orders", "shared_identifiers"), 0
    )
    found = {"as_of": last.date(), "data_start": first.date(), "first_at": first, "last_at": last, **nothing,
             "has_orders": True, "has_sessions": False, "orders_from_sessions": False}  # fmt: skip
    return {**found, **{name: value for name, value in stated.items() if value is not None}}
