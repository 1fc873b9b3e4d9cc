"""Make the sample shop: ``python -m sample_data.generate`` writes orders.csv, sessions.csv and truths.json.

Reads like the life of the shop: people come, they buy, the orders are delivered and numbered, the site
records the visits. Last, what was planted is counted from the people themselves, never from the files.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from sample_data.baskets import Baskets
from sample_data.buying import Buying
from sample_data.dice import Dice
from sample_data.paperwork import anonymous_orders, number_orders, settle, staff_member, write_contacts
from sample_data.people import make_people
from sample_data.records import Order, Visit
from sample_data.tally import Shop
from sample_data.times import stamp
from sample_data.truths import truths_of
from sample_data.visits import Traffic

SEED = 17
CURRENCY = "EUR"
ORDER_HEADER = (
    "Order ID",
    "Order date",
    "Updated at",
    "Status",
    "Customer ID",
    "Email",
    "Phone",
    "Name",
    "City",
    "Country",
    "Channel",
    "Coupon",
    "Payment",
    "Delivery",
    "Device",
    "SKU",
    "Product",
    "Category",
    "Quantity",
    "Unit price",
    "Discount",
    "Order total",
    "Refunded amount",
    "Refunded at",
    "Currency",
)
SESSION_HEADER = (
    "session_id",
    "started_at",
    "visitor_id",
    "customer_id",
    "source",
    "medium",
    "device",
    "landing_page",
    "pages",
    "product_views",
    "categories_viewed",
    "add_to_cart",
    "checkout_started",
    "purchased",
    "order_id",
    "cart_value",
)
Row = tuple[str, ...]


def generate(seed: int = SEED) -> dict[str, Any]:
    """Return the tables of the shop.

    Parameters
    ----------
    seed : int
        Another seed gives another shop of the same kind; the files in this folder use the default.

    Returns
    -------
    dict
        ``orders`` and ``sessions`` as lists of rows with the header first, ``truths`` as a list of records.
    """
    shop = _run_shop(seed)
    traffic = Traffic(Dice(seed, "visits"))
    shop.visits = traffic.record(shop.people)
    return {
        "orders": [ORDER_HEADER, *(row for order in shop.orders for row in _order_rows(order))],
        "sessions": [
            SESSION_HEADER,
            *(_session_row(n, visit, traffic) for n, visit in enumerate(shop.visits, 1)),
        ],
        "truths": truths_of(shop),
    }


def write(folder: Path, seed: int = SEED) -> list[Path]:
    """Write the three files into a folder and return their paths."""
    tables = generate(seed)
    texts = {
        "orders.csv": _as_csv(tables["orders"]),
        "sessions.csv": _as_csv(tables["sessions"]),
        "truths.json": json.dumps(tables["truths"], indent=2, ensure_ascii=False) + "\n",
    }
    paths = []
    for name, text in texts.items():
        path = folder / name
        path.write_bytes(text.encode("utf-8"))
        paths.append(path)
    return paths


def main() -> None:
    """Write the files next to this module."""
    for path in write(Path(__file__).parent):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def _run_shop(seed: int) -> Shop:
    people = make_people(Dice(seed, "people"))
    baskets = Baskets(Dice(seed, "baskets"))
    buying = Buying(Dice(seed, "buying"), baskets)
    for person in people:
        buying.live(person)
    people.append(staff_member(Dice(seed, "staff"), baskets))
    orders = [order for person in people for order in person.orders]
    orders += anonymous_orders(Dice(seed, "counter"), baskets)
    orders.sort(key=lambda order: (order.minute, order.person.key if order.person else 0))
    number_orders(orders)
    _do_paperwork(Dice(seed, "paperwork"), Dice(seed, "contacts"), people, orders)
    return Shop(people, orders)


def _do_paperwork(dice: Dice, contacts: Dice, people: list[Any], orders: list[Order]) -> None:
    for order in orders:
        settle(dice, order)
    for person in people:
        write_contacts(contacts, person)


def _order_rows(order: Order) -> list[Row]:
    who = order.contact
    head = (
        str(order.number),
        stamp(order.minute),
        stamp(order.updated),
        order.status,
        *(who.get(key, "") for key in ("account", "email", "phone", "name", "city", "country")),
        order.channel,
        order.coupon,
        order.payment,
        order.delivery,
        order.device,
    )
    tail = (
        _money(order.amount),
        _money(order.refunded),
        stamp(order.refunded_minute) if order.refunded else "",
        CURRENCY,
    )
    return [
        (
            *head,
            line.product.sku,
            line.product.name,
            line.product.category,
            str(line.quantity),
            _money(line.product.price),
            _money(line.discount),
            *tail,
        )
        for line in order.lines
    ]


def _session_row(number: int, visit: Visit, traffic: Traffic) -> Row:
    return (
        f"S{number:05d}",
        stamp(visit.minute),
        visit.visitor,
        visit.account,
        *traffic.source(visit),
        visit.device,
        visit.landing,
        str(visit.pages),
        str(visit.product_views),
        "|".join(visit.categories),
        str(int(visit.has_cart)),
        str(int(visit.has_checkout)),
        str(int(visit.order is not None)),
        str(visit.order.number) if visit.order else "",
        _money(visit.cart_value) if visit.has_cart else "",
    )


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _as_csv(rows: list[Row]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    main()
