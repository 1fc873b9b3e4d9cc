"""Visits for hand-worked tests: one a line, `visitor  day [time]  what happened`.

What happened: cart, checkout, bought; `device=phone`, `source=mail`, `value=50` (of the cart), `saw=Tea` (a category),
`got=Tea`.
Visitors are the customers of the same name; a visitor `-` is nobody that the shop knows, a new name is a person who
never bought.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from retention.shop.shop import Shop

NOBODY = "-"
SIGNS = ("cart", "checkout", "bought")
STEPS = {"saw": "view", "got": "purchase"}

TEN_VISITS = """
    ann  2024-01-10  cart checkout bought
    zoe  2024-01-20
    bob  2024-02-10  cart
    ann  2024-03-20  cart
    eve  2024-03-31  cart bought
    zoe  2024-04-10  cart checkout saw=Tea
    zoe  2024-04-11  saw=Tea
    cid  2024-04-12
"""
"""To the ten orders: Dan never visits, Zoe never buys, Ann and Zoe leave a cart behind; Zoe thinks of tea."""

ANN, BOB, CID, DAN, EVE, ZOE = range(1, 7)


@dataclass(frozen=True)
class Visit:
    """One visit as drawn."""

    visitor: str
    at: datetime
    words: tuple[str, ...]

    def said(self, name: str) -> list[str]:
        """The values of `name=value` words."""
        return [word.partition("=")[2] for word in self.words if word.startswith(f"{name}=")]


def read(drawn: str) -> list[Visit]:
    """The visits of a drawing."""
    visits = []
    for line in drawn.strip().splitlines():
        visitor, *words = line.split()
        length = 2 if len(words) > 1 and ":" in words[1] else 1
        at = datetime.fromisoformat(" ".join(words[:length]))
        visits.append(Visit(visitor, at, tuple(words[length:])))
    return visits


def visited(shop: Shop, drawn: str, *, as_of: date | None = None) -> Shop:
    """The shop with these visits, as sql/marts would fill them in."""
    visits = read(drawn)
    last = max(visit.at for visit in visits).date()
    with shop.write() as cursor:
        keys = _keys(cursor, visits)
        for number, visit in enumerate(visits, start=1):
            _add(cursor, f"s{number}", keys.get(visit.visitor), visit)
        if not cursor.execute("select 1 from coverage").fetchall():
            nothing = ", ".join("0 as " + name for name in _COUNTS)
            cursor.execute(
                f"insert into coverage by name select {nothing}, false as has_orders, true as has_sessions, "
                "false as orders_from_sessions"
            )
        cursor.execute(
            "update coverage set has_sessions = true, as_of = greatest(as_of, cast(? as date))",
            [as_of or last],
        )
    return shop


_COUNTS = ("other_currency_orders", "unknown_status_orders", "anonymous_orders", "shared_identifiers")


def _keys(cursor: Any, visits: list[Visit]) -> dict[str, int]:
    """Customer keys by name: those of the orders, then the next numbers."""
    keys = dict(cursor.execute("select customer_id, customer_key from customer").fetchall())
    for visit in visits:
        if visit.visitor not in keys and visit.visitor != NOBODY:
            keys[visit.visitor] = max(keys.values(), default=0) + 1
            cursor.execute(
                "insert into customer (customer_key, customer_id, purchases, gross_revenue, refunds, net_revenue) "
                "values (?, ?, 0, 0, 0, 0)",
                [keys[visit.visitor], visit.visitor],
            )
    return keys


def _add(cursor: Any, session: str, key: int | None, visit: Visit) -> None:
    signs = [sign in visit.words for sign in SIGNS]
    device, source = (next(iter(visit.said(name)), None) for name in ("device", "source"))
    value = next((Decimal(text) for text in visit.said("value")), None)
    cursor.execute(
        "insert into visit (session_id, customer_key, visited_at, visited_on, has_cart, has_checkout, has_purchase, "
        "device, source, cart_value) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [session, key, visit.at, visit.at.date(), *signs, device, source, value],
    )
    for word, step in STEPS.items():
        for category in visit.said(word):
            cursor.execute(
                "insert into visit_product (session_id, customer_key, visited_on, step, product, category, pieces, "
                "times) values (?, ?, ?, ?, ?, ?, 1, 1)",
                [session, key, visit.at.date(), step, f"{category} box", category],
            )


def lined(shop: Shop, drawn: str) -> Shop:
    """Gives purchases their lines, each `customer  number of the purchase  category  [amount]`, in order."""
    with shop.write() as cursor:
        keys = dict(cursor.execute("select customer_id, customer_key from customer").fetchall())
        for place, line in enumerate(drawn.strip().splitlines(), start=1):
            customer, number, category, *amount = line.split()
            cursor.execute(
                "insert into order_line_version by name select import_id, order_key, ? as line_number, ? as product, "
                "? as category, 1 as quantity, ? as amount from current_order "
                "where customer_key = ? and purchase_number = ?",
                [place, f"{category} box", category, (amount or ["1"])[0], keys[customer], number],
            )
        cursor.execute(
            "insert into order_detail by name select order_key, 0 as discount, 0 as refunded, "
            "arg_max(product, (amount, -line_number)) as product, "
            "arg_max(category, (amount, -line_number)) as category "
            "from order_line_version group by order_key"
        )
    return shop
