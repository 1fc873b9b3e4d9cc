"""Segments of orders in plain Python (definitions, section 8): which purchases count."""

from dataclasses import replace
from decimal import Decimal

from tests.twin import periods
from tests.twin.book import Book, money_of
from tests.twin.cohorts import by_cohort
from tests.twin.growth import value_cells, value_row
from tests.twin.identity import customers_of
from tests.twin.records import Customer, Movement


def numbered(book: Book, rows: set[int]) -> Book:
    """Such purchases alone, as if there were no others."""
    kept = [[one for one in person.purchases if one.row in rows] for person in book.customers]
    people = [Customer(purchases, []) for purchases in kept if purchases]
    return replace(book, customers=people)


def repeats(book: Book, rows: set[int]) -> Book:
    """Everybody's first purchase, and then such purchases."""
    people = [
        Customer([first, *(one for one in later if one.row in rows)], [])
        for first, *later in (person.purchases for person in book.customers)
    ]
    return replace(book, customers=people)


def lifetime_value(book: Book, rows: set[int]) -> list[dict]:
    """Monthly cohorts of all purchases with the money of such orders by age."""
    owners = dict(zip((order.row for order in book.orders), customers_of(book.orders), strict=True))
    last_day = max(order.ordered_at.date() for order in book.orders)
    money: dict[int, list[Movement]] = {}
    for order in book.orders:
        if order.row in rows and order.ordered_at.date() <= book.as_of:
            moves = [move for move in money_of(order, last_day) if move.on <= book.as_of]
            money.setdefault(owners[order.row], []).extend(moves)
    found: list[dict] = []
    complete: dict[int, list] = {}
    for cohort, customers in by_cohort(book, "month").items():
        people = [Customer(one.purchases, money.get(owners[one.purchases[0].row], [])) for one in customers]
        closes = periods.last_day("month", periods.index("month", cohort))
        for age, cell in enumerate(value_cells(book, people, closes)):
            found.append(value_row(cohort, cell[0], age, cell[1], cell[2]))
            if cell[2]:
                complete.setdefault(age, []).append(cell)
    for age, cells in sorted(complete.items()):
        size, total = sum(cell[0] for cell in cells), sum((cell[1] for cell in cells), Decimal(0))
        found.append(value_row("all", size, age, total, True))
    return found
