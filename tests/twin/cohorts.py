"""Cohort retention (definitions, section 4)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tests.twin import periods
from tests.twin.book import Book
from tests.twin.records import Customer
from tests.twin.statistics import ratio, wilson

COLUMNS = [
    "cohort",
    "size",
    "period",
    "customers",
    "share",
    "share_low",
    "share_high",
    "orders",
    "revenue",
    "cumulative_revenue_per_customer",
    "average_order_value",
    "is_complete",
    "cohorts",
]
MODES = ("in_period", "on_or_after", "cumulative")
CLOCKS = ("calendar", "age")


@dataclass
class Cell:
    """The sums of one cohort and period, before any quotient."""

    size: int
    customers: int
    orders: int
    revenue: Decimal
    cumulative: Decimal
    gross: Decimal
    is_complete: bool
    cohorts: int = 1


@dataclass
class Member:
    """A customer on the cohort's clock: sums by period number."""

    bought: list[int]
    gross: dict[int, Decimal]
    revenue: dict[int, Decimal]


def period_of(clock: str, grain: str, first: date, day: date) -> int:
    """k of a day: whole grains after the first purchase's grain, or whole spans of age."""
    if clock == "calendar":
        return periods.index(grain, day) - periods.index(grain, first)
    return (day - first).days // periods.AGE_DAYS[grain]


def member(customer: Customer, grain: str, clock: str) -> Member:
    """Place purchases and money; money dated before the first purchase has no cell (section 3)."""
    first = customer.first_on
    gross: dict[int, Decimal] = defaultdict(Decimal)
    revenue: dict[int, Decimal] = defaultdict(Decimal)
    bought = []
    for purchase in customer.purchases:
        period = period_of(clock, grain, first, purchase.on)
        bought.append(period)
        gross[period] += purchase.amount
    for move in customer.movements:
        if move.on >= first:
            revenue[period_of(clock, grain, first, move.on)] += move.amount
    return Member(bought, gross, revenue)


def is_here(person: Member, mode: str, period: int) -> bool:
    """Whether the customer counts in the cell."""
    if mode == "in_period":
        return period in person.bought
    if mode == "on_or_after":
        return person.bought[-1] >= period
    return len(person.bought) > 1 and person.bought[1] <= period


def has_begun(book: Book, grain: str, clock: str, firsts: list[date], period: int) -> bool:
    """A row exists when the cohort's oldest member has begun the period."""
    if clock == "calendar":
        return periods.add(grain, min(firsts), period) <= book.as_of
    return min(firsts) + timedelta(days=period * periods.AGE_DAYS[grain]) <= book.as_of


def is_complete(
    book: Book, grain: str, clock: str, firsts: list[date], period: int, closes: date | None
) -> bool:
    """The period is over for the whole cohort and, on the age clock, the cohort itself is closed."""
    cohort = periods.index(grain, firsts[0])
    if clock == "calendar":
        return periods.last_day(grain, cohort + period) <= book.as_of
    youngest = max(firsts) + timedelta(days=(period + 1) * periods.AGE_DAYS[grain] - 1)
    return youngest <= book.as_of and (closes or periods.last_day(grain, cohort)) <= book.as_of


def cells_of(
    book: Book, customers: list[Customer], grain: str, mode: str, clock: str, closes: date | None = None
) -> list[Cell]:
    """All cells of one cohort, from period 0 on; `closes` = its last day, where that is not the grain's."""
    firsts = [customer.first_on for customer in customers]
    people = [member(customer, grain, clock) for customer in customers]
    cells: list[Cell] = []
    while has_begun(book, grain, clock, firsts, len(cells)):
        period = len(cells)
        revenue = sum((person.revenue.get(period, Decimal(0)) for person in people), Decimal(0))
        cells.append(
            Cell(
                size=len(people),
                customers=sum(1 for person in people if is_here(person, mode, period)),
                orders=sum(person.bought.count(period) for person in people),
                revenue=revenue,
                cumulative=revenue + (cells[-1].cumulative if cells else 0),
                gross=sum((person.gross.get(period, Decimal(0)) for person in people), Decimal(0)),
                is_complete=is_complete(book, grain, clock, firsts, period, closes),
            )
        )
    return cells


def pool(cells: list[Cell]) -> Cell:
    """One cell of the complete cells of several cohorts: everything is summed."""
    return Cell(
        *(
            sum(getattr(cell, name) for cell in cells)
            for name in ("size", "customers", "orders", "revenue", "cumulative", "gross")
        ),
        is_complete=True,
        cohorts=len(cells),
    )


def row_of(cohort: date | str, period: int, cell: Cell) -> dict:
    """The printed row."""
    low, high = wilson(cell.customers, cell.size)
    return {
        "cohort": cohort,
        "size": cell.size,
        "period": period,
        "customers": cell.customers,
        "share": ratio(cell.customers, cell.size),
        "share_low": low,
        "share_high": high,
        "orders": cell.orders,
        "revenue": cell.revenue,
        "cumulative_revenue_per_customer": ratio(cell.cumulative, cell.size),
        "average_order_value": ratio(cell.gross, cell.orders),
        "is_complete": cell.is_complete,
        "cohorts": cell.cohorts,
    }


def by_cohort(book: Book, grain: str) -> dict[date, list[Customer]]:
    """Customers by the grain of their first purchase, oldest cohort first."""
    cohorts: dict[date, list[Customer]] = defaultdict(list)
    for customer in book.customers:
        cohorts[periods.start(grain, customer.first_on)].append(customer)
    return dict(sorted(cohorts.items()))


def cohort_retention(
    book: Book, grain: str = "month", mode: str = "in_period", clock: str = "calendar"
) -> list[dict]:
    """The cells cohort by cohort, then the pooled rows."""
    rows = []
    complete: dict[int, list[Cell]] = defaultdict(list)
    for cohort, customers in by_cohort(book, grain).items():
        for period, cell in enumerate(cells_of(book, customers, grain, mode, clock)):
            rows.append(row_of(cohort, period, cell))
            if cell.is_complete:
                complete[period].append(cell)
    return rows + [row_of("all", period, pool(cells)) for period, cells in sorted(complete.items())]
