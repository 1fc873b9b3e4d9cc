"""Small made-up shops, rich in traps: one seed gives one shop, and hypothesis can shrink one.

A shop can be handed to the twin (`shop.orders`) and written as an orders file for the product (`write_csv`).
"""

import csv
import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from tests.twin.records import Order

HEADER = [
    "Order ID",
    "Order date",
    "Status",
    "Customer ID",
    "Email",
    "Phone",
    "Order total",
    "Refunded amount",
    "Refunded at",
    "Currency",
]
WORDS = {
    "counted": "completed",
    "pending": "pending",
    "cancelled": "cancelled",
    "refunded": "refunded",
    "test": "test",
}
STARTS = [date(2019, 12, 20), date(2020, 12, 1), date(2023, 1, 15), date(2023, 12, 28), date(2024, 2, 27)]
LENGTHS = [0, 20, 45, 100, 250, 400, 560, 790]
TRAP_DAYS = [
    date(2020, 2, 29),
    date(2020, 12, 28),  # the Monday of ISO week 53
    date(2020, 12, 31),
    date(2021, 1, 1),
    date(2021, 1, 3),  # its Sunday
    date(2023, 3, 26),  # clocks go forward in Europe
    date(2023, 10, 29),  # and back
    date(2024, 1, 31),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 3, 31),
    date(2024, 10, 27),
    date(2024, 12, 30),  # ISO week 1 of the next year
    date(2024, 12, 31),
]
TRAP_TIMES = [time(0, 0), time(2, 30), time(12, 0), time(23, 59, 59)]
TRAP_GAPS = [0, 1, 6, 7, 29, 30, 31, 59, 60, 89, 90, 91, 180, 182, 365, 366]
AMOUNTS = ["0.01", "9.99", "10.00", "10.00", "20.00", "33.33", "150.50", "1999.95"]
NOBODY_IDS = ["0", "guest", "null", ""]
MOST_ORDERS = 18  # beside the crowd


@dataclass(frozen=True)
class MadeUpShop:
    """The orders in file order; `numbered` says whether the file has a column of order numbers."""

    label: str
    orders: list[Order]
    numbered: bool = True


@dataclass
class Person:
    """The raw spellings under which one made-up customer may order."""

    ids: list[str]
    emails: list[str]
    phones: list[str]


def people(rng: random.Random, count: int) -> list[Person]:
    """Customers with one or two e-mails; now and then two of them share a telephone."""
    made = []
    for number in range(count):
        name, digits = f"buyer{number}", f"{9001110000 + number}"
        spoken = [f"+7 ({digits[:3]}) {digits[3:6]}-{digits[6:8]}-{digits[8:]}", f"8{digits}", f"7{digits}"]
        emails = [f"{name}@example.com", f" {name.upper()}@Example.com "]
        if rng.random() < 0.4:
            emails.append(f"{name}.second@example.com")
        made.append(Person([f"C{number}"], emails, spoken))
    if count > 2 and rng.random() < 0.3:
        made[0].phones = made[1].phones
    if count > 4 and rng.random() < 0.3:
        made[3].emails = [*made[3].emails, made[4].emails[0]]
    return made


def identifiers(rng: random.Random, person: Person) -> tuple[tuple[str, str], ...]:
    """What the customer left on one order; sometimes less than needed to know who it was."""
    if rng.random() < 0.08:
        short = rng.choice(["", "12345", "123456789", "1234567890123456"])
        return ("customer_id", rng.choice(NOBODY_IDS)), ("email", rng.choice(["", "none"])), ("phone", short)
    kinds = rng.choice(["i", "e", "p", "ie", "ep", "ip", "iep", "e", "e"])
    return (
        ("customer_id", rng.choice(person.ids) if "i" in kinds else rng.choice(NOBODY_IDS)),
        ("email", rng.choice(person.emails) if "e" in kinds else ""),
        ("phone", rng.choice(person.phones) if "p" in kinds else ""),
    )


@dataclass
class Calendar:
    """Draws order moments that like to fall on edges: of months, of windows, of one another."""

    rng: random.Random
    first: date
    last: date
    used: list[datetime]

    def moment(self) -> datetime:
        """The next order's time."""
        if self.used and self.rng.random() < 0.1:
            return self.rng.choice(self.used)
        drawn = datetime.combine(self.day(), self.hour())
        self.used.append(drawn)
        return drawn

    def day(self) -> date:
        """A trap day, a day at a telling distance from another order, or any day."""
        days = (self.last - self.first).days
        any_day = self.first + timedelta(days=self.rng.randint(0, days))
        luck = self.rng.random()
        if luck < 0.25:
            traps = [day for day in TRAP_DAYS if self.first <= day <= self.last]
            return self.rng.choice(traps or [any_day])
        if luck < 0.6 and self.used:
            later = self.rng.choice(self.used).date() + timedelta(days=self.rng.choice(TRAP_GAPS))
            return min(later, self.last)
        return any_day

    def hour(self) -> time:
        """A trap time or any time."""
        if self.rng.random() < 0.5:
            return self.rng.choice(TRAP_TIMES)
        return time(self.rng.randint(0, 23), self.rng.randint(0, 59), self.rng.randint(0, 59))


def amount(rng: random.Random) -> Decimal:
    """Often a repeated amount (ties), sometimes zero, sometimes below zero."""
    luck = rng.random()
    if luck < 0.06:
        return Decimal("0.00")
    size = Decimal(rng.choice(AMOUNTS)) if luck < 0.6 else Decimal(rng.randint(1, 50000)) / 100
    return -size if luck > 0.92 else size


def given_back(rng: random.Random, order: Order) -> Order:
    """Perhaps a refund: in part or in full, with or without a date of its own."""
    luck = rng.random()
    if order.amount <= 0 or luck > 0.25:
        return order
    part = order.amount if luck < 0.1 else (order.amount / rng.choice([2, 3, 10])).quantize(Decimal("0.01"))
    wait = rng.choice([None, 0, 1, 10, 40, 120])
    day = None if wait is None else order.ordered_at.date() + timedelta(days=wait)
    return replace(order, refunded=part, refunded_on=day)


def order_numbers(rng: random.Random, count: int) -> list[str | None]:
    """Numbers of different length (9 < 10 < 100), sometimes with a prefix that makes them text."""
    prefix = rng.choice(["", "", "#", "A-"])
    return [f"{prefix}{number}" for number in rng.sample(range(1, 1200), count)]


def crowd(rng: random.Random, calendar: Calendar) -> list[Order]:
    """One telephone with 20, 21 or 22 e-mails: the edge of what still joins customers."""
    size = rng.choice([20, 21, 22])
    emails = [f"crowd{number}@example.com" for number in range(size)]
    left = [(("customer_id", ""), ("email", email), ("phone", "+7 9005550000")) for email in emails]
    return [Order(None, 0, calendar.moment(), raw, Decimal("10.00")) for raw in left]


def meaning(rng: random.Random) -> str:
    """Mostly counted."""
    return rng.choice(["counted"] * 9 + ["pending", "cancelled", "refunded", "test"])


def random_shop(rng: random.Random, label: str = "drawn") -> MadeUpShop:
    """0 to 12 customers with 0 to 40 orders over at most 26 months; now and then a busy shop.

    A busy shop has so many gaps between purchases that the churn window follows their percentile.
    """
    first = rng.choice(STARTS)
    calendar = Calendar(rng, first, first + timedelta(days=rng.choice(LENGTHS)), [])
    buyers = people(rng, rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 12]))
    orders = []
    for _ in range(rng.choice([0, 1, 3, 6, 10, 15, 20, 25, 30, 35, 40, 40, 200])):
        who = identifiers(rng, rng.choice(buyers))
        orders.append(given_back(rng, Order(None, 0, calendar.moment(), who, amount(rng), meaning(rng))))
    numbered = rng.random() < 0.85
    if not numbered and orders:
        orders += rng.sample(orders, min(3, len(orders)))  # identical rows are two orders
    if rng.random() < 0.08:
        orders = orders[:MOST_ORDERS] + crowd(rng, calendar)
    rng.shuffle(orders)
    numbers = order_numbers(rng, len(orders)) if numbered else [None] * len(orders)
    placed = zip(orders, numbers, strict=True)
    rows = [replace(order, order_id=number, row=row) for row, (order, number) in enumerate(placed, start=1)]
    return MadeUpShop(label, rows, numbered)


def shop_of_seed(seed: int) -> MadeUpShop:
    """The same shop for the same seed, always."""
    return random_shop(random.Random(seed), f"shop of seed {seed}")


shops = st.randoms(use_true_random=False).map(random_shop)


def cells(order: Order) -> list[str]:
    """The order as a line of the file."""
    raw = dict(order.identifiers)
    refunded_at = f"{order.refunded_on:%Y-%m-%d} 12:00:00" if order.refunded_on else ""
    return [
        order.order_id or "",
        f"{order.ordered_at:%Y-%m-%d %H:%M:%S}",
        WORDS[order.meaning],
        raw.get("customer_id", ""),
        raw.get("email", ""),
        raw.get("phone", ""),
        f"{order.amount:.2f}",
        f"{order.refunded:.2f}" if order.refunded else "",
        refunded_at,
        "EUR",
    ]


def write_csv(shop: MadeUpShop, path: Path) -> Path:
    """Write the generic orders file; a shop without order numbers has no such column."""
    skipped = 0 if shop.numbered else 1
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER[skipped:])
        writer.writerows(cells(order)[skipped:] for order in shop.orders)
    return path
