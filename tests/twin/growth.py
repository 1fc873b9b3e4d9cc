"""Growth accounting and observed lifetime value (definitions, sections 9 and 7)."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from tests.twin import periods
from tests.twin.book import Book
from tests.twin.cohorts import by_cohort
from tests.twin.records import Customer
from tests.twin.statistics import ratio

LIFECYCLE_COLUMNS = [
    "period",
    "new",
    "returning",
    "resurrected",
    "dormant",
    "customers",
    "quick_ratio",
    "is_open",
]
VALUE_COLUMNS = ["cohort", "size", "age_months", "revenue_per_customer", "margin_per_customer", "is_complete"]
AGE_MONTH = 30


def lifecycle(book: Book, grain: str = "month") -> list[dict]:
    """New, returning, resurrected and dormant customers of each period."""
    if not book.customers:
        return []
    bought = [{periods.index(grain, one.on) for one in customer.purchases} for customer in book.customers]
    rows = []
    first = min(min(days) for days in bought)
    for number in range(first, periods.index(grain, book.as_of) + 1):
        here = [days for days in bought if number in days]
        new = sum(1 for days in here if min(days) == number)
        returning = sum(1 for days in here if number - 1 in days)
        dormant = sum(1 for days in bought if number - 1 in days and number not in days)
        rows.append(
            {
                "period": periods.first_day(grain, number),
                "new": new,
                "returning": returning,
                "resurrected": len(here) - new - returning,
                "dormant": dormant,
                "customers": len(here),
                "quick_ratio": ratio(len(here) - returning, dormant),
                "is_open": periods.last_day(grain, number) > book.as_of,
            }
        )
    return rows


def revenue_until(customer: Customer, days: int) -> Decimal:
    """Net revenue at 0 <= age < days."""
    ages = (((move.on - customer.first_on).days, move.amount) for move in customer.movements)
    return sum((amount for age, amount in ages if 0 <= age < days), Decimal(0))


def lifetime_value(book: Book, grain: str = "month") -> list[dict]:
    """Revenue to date per cohort customer by age in 30-day months, then pooled over complete cells."""
    rows = []
    complete: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    for cohort, customers in by_cohort(book, grain).items():
        closes = periods.last_day(grain, periods.index(grain, cohort))
        for age, (size, revenue, is_complete) in enumerate(value_cells(book, customers, closes)):
            if is_complete:
                complete[age].append((size, revenue))
            rows.append(value_row(cohort, size, age, revenue, is_complete))
    for age, cells in sorted(complete.items()):
        size, revenue = sum(size for size, _ in cells), sum(revenue for _, revenue in cells)
        rows.append(value_row("all", size, age, revenue, True))
    return rows


def value_cells(book: Book, customers: list[Customer], closes: date) -> list[tuple[int, Decimal, bool]]:
    """(size, revenue so far, is it complete) of one cohort by age month."""
    oldest = min(customer.first_on for customer in customers)
    youngest = max(customer.first_on for customer in customers)
    cells = []
    for age in range((book.as_of - oldest).days // AGE_MONTH + 1):
        revenue = sum((revenue_until(one, (age + 1) * AGE_MONTH) for one in customers), Decimal(0))
        lived = youngest + timedelta(days=(age + 1) * AGE_MONTH - 1) <= book.as_of
        cells.append((len(customers), revenue, lived and closes <= book.as_of))
    return cells


def value_row(cohort, size: int, age: int, revenue: Decimal, is_complete: bool) -> dict:
    """The printed row; the margin stays empty without one."""
    return {
        "cohort": cohort,
        "size": size,
        "age_months": age,
        "revenue_per_customer": ratio(revenue, size),
        "margin_per_customer": None,
        "is_complete": is_complete,
    }
