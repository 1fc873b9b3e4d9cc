"""When purchases are made (definitions, section 10)."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.twin.book import Book
from tests.twin.records import Customer, Purchase
from tests.twin.statistics import ratio, wilson

COLUMNS = ["part", "value", "purchases", "revenue"]


def parts_of(purchase: Purchase) -> list[tuple[str, str]]:
    """The three clocks a purchase is counted on; Monday is 1."""
    at = purchase.at
    return [
        ("day", str(at.day)),
        ("month", str(at.month)),
        ("weekday_hour", f"{at.isoweekday()}-{at.hour:02d}"),
    ]


def timing(book: Book) -> list[dict]:
    """Purchases and their amounts less their own refunds; separate refunds are left out."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    revenue: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for purchase in book.purchases():
        for part in parts_of(purchase):
            counts[part] += 1
            revenue[part] += purchase.amount - purchase.refunded
    ranked = sorted(counts, key=lambda part: (part[0], len(part[1]), part[1]))
    return [
        {"part": part, "value": value, "purchases": counts[part, value], "revenue": revenue[part, value]}
        for part, value in ranked
    ]


def is_near_payday(day: date, paydays: tuple[int, ...]) -> bool:
    """On a payday or one of the five days after it; a payday that the month lacks is its last day."""
    back = [day - timedelta(days=days) for days in range(6)]
    return any(
        one.day == payday or (one.day < payday and (one + timedelta(days=1)).day == 1)
        for one in back
        for payday in paydays
    )


def has_payday_habit(customer: Customer, paydays: tuple[int, ...]) -> bool:
    """At least 70 % of the purchases."""
    near = sum(is_near_payday(one.on, paydays) for one in customer.purchases)
    return Fraction(near, len(customer.purchases)) >= Fraction(7, 10)


def seasons(book: Book, customer: Customer) -> set[int]:
    """The years in which the customer bought in the calendar quarter of the last day."""
    quarter = (book.as_of.month - 1) // 3
    return {one.on.year for one in customer.purchases if (one.on.month - 1) // 3 == quarter}


def habits(book: Book, paydays: tuple[int, ...] = (5, 20)) -> list[dict]:
    """Payday, sale-only (nobody: these orders have no discounts) and seasonal customers."""
    often = [one for one in book.customers if len(one.purchases) >= 3]
    paid = [one for one in often if has_payday_habit(one, paydays)]
    twice = [one for one in book.customers if len(one.purchases) >= 2]
    known = [years for one in book.customers if (years := seasons(book, one)) - {book.as_of.year}]
    away = [years for years in known if book.as_of.year not in years]
    rows = []
    for habit, eligible, found in (
        ("payday", often, paid),
        ("sale_only", twice, []),
        ("seasonal", known, away),
    ):
        low, high = wilson(len(found), len(eligible))
        counts = {"habit": habit, "eligible": len(eligible), "customers": len(found)}
        rows.append(
            counts | {"share": ratio(len(found), len(eligible)), "share_low": low, "share_high": high}
        )
    return rows
