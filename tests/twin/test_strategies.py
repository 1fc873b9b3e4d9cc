"""The made-up shops keep their traps: each one below stands in several of the first 200."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.strategies import HEADER, MadeUpShop, shop_of_seed, write_csv
from tests.twin.book import Book, build, is_sale
from tests.twin.churn import ENOUGH_GAPS, churn, settled_gaps
from tests.twin.identity import shared, usable

SHOPS = [(made, build(made.orders)) for made in map(shop_of_seed, range(200))]
LEAST = 3


def days(book: Book) -> set[date]:
    """The days of all purchases."""
    return {purchase.on for purchase in book.purchases()}


def same_moment(book: Book) -> bool:
    """Two purchases of one customer at one moment with different amounts: only the numbering tells."""
    return any(
        one.at == other.at and one.amount != other.amount
        for customer in book.customers
        for one, other in zip(customer.purchases, customer.purchases[1:], strict=False)
    )


def merged(made: MadeUpShop) -> bool:
    """A telephone that stands with two e-mails."""
    known = [usable(order) for order in made.orders]
    phones = {one for group in known for one in group if one[0] == "phone"}
    return any(
        len({one for group in known if phone in group for one in group if one[0] == "email"}) > 1
        for phone in phones
    )


def early_refund(book: Book) -> bool:
    """Money given back before the customer's first purchase."""
    return any(move.on < one.first_on and move.amount < 0 for one in book.customers for move in one.movements)


def late_refund(made: MadeUpShop) -> bool:
    """A part given back later than sold."""
    return any(
        is_sale(one) and one.refunded_on and one.refunded_on > one.ordered_at.date() for one in made.orders
    )


TRAPS: dict[str, Callable[[MadeUpShop, Book], bool]] = {
    "empty shop": lambda made, book: not made.orders,
    "orders but no customer": lambda made, book: bool(made.orders) and not book.customers,
    "one customer": lambda made, book: len(book.customers) == 1 and len(book.purchases()) > 3,
    "leap day": lambda made, book: date(2024, 2, 29) in days(book),
    "week 53": lambda made, book: any(day.isocalendar().week == 53 for day in days(book)),
    "night of the clock change": lambda made, book: date(2024, 3, 31) in days(book),
    "gap of zero days": lambda made, book: any(0 in customer.gaps() for customer in book.customers),
    "gap of exactly 30 days": lambda made, book: any(30 in customer.gaps() for customer in book.customers),
    "same moment": lambda made, book: same_moment(book),
    "refund before the first purchase": lambda made, book: early_refund(book),
    "refund later than the sale": lambda made, book: late_refund(made),
    "full refund": lambda made, book: any(order.refunded >= order.amount > 0 for order in made.orders),
    "separate refund": lambda made, book: any(order.amount < 0 for order in made.orders),
    "zero amount": lambda made, book: any(order.amount == 0 for order in made.orders),
    "all meanings": lambda made, book: len({order.meaning for order in made.orders}) == 5,
    "first loaded order is no purchase": lambda made, book: (
        book.data_start not in days(book) if book.customers else False
    ),
    "anonymous sale": lambda made, book: bool(book.anonymous),
    "merged identities": lambda made, book: merged(made),
    "crowd": lambda made, book: bool(shared(made.orders)),
    "no order numbers": lambda made, book: not made.numbered and len(book.customers) > 1,
    "came back after churn": lambda made, book: any(row["resurrected"] for row in churn(book, window=30)),
    "enough gaps for a percentile": lambda made, book: (
        bool(book.customers) and len(settled_gaps(book)) >= ENOUGH_GAPS
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_is_laid(trap: str):
    assert sum(TRAPS[trap](made, book) for made, book in SHOPS) >= LEAST


def test_same_seed_same_shop():
    assert shop_of_seed(7) == shop_of_seed(7) != shop_of_seed(8)


def test_file_has_one_line_per_order(tmp_path: Path):
    """Every order is one line of as many cells as the header; no order numbers, no such column."""
    for number, (made, _) in enumerate(SHOPS[:50]):
        with write_csv(made, tmp_path / f"{number}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        assert header == (HEADER if made.numbered else HEADER[1:])
        assert len(lines) == len(made.orders)
        assert {len(line) for line in lines} <= {len(header)}
