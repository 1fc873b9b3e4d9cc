"""When purchases are made (definitions, section 10)."""

from collections import defaultdict
from decimal import Decimal

from tests.twin.book import Book
from tests.twin.records import Purchase

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
