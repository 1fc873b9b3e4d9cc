"""Churn as a rule with a window (definitions, section 6)."""

import itertools
import math
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.twin import periods
from tests.twin.book import Book
from tests.twin.records import Customer
from tests.twin.statistics import quantile, ratio, wilson

COLUMNS = [
    "period",
    "active_start",
    "new",
    "resurrected",
    "churned",
    "active_end",
    "churn_rate",
    "rate_low",
    "rate_high",
    "churned_revenue_365",
    "window_days",
    "is_open",
]
ENOUGH_GAPS = 50


def horizon_days(book: Book) -> int:
    """H: half of the covered days, at most a year."""
    return min(365, ((book.as_of - book.data_start).days + 1) // 2)


def settled_gaps(book: Book) -> list[int]:
    """Gaps that started at least H days before as_of and ended within H days."""
    horizon = horizon_days(book)
    found = []
    for customer in book.customers:
        for earlier, days in zip(customer.purchases, customer.gaps(), strict=False):
            if (book.as_of - earlier.on).days >= horizon and days <= horizon:
                found.append(days)
    return found


def window_days(book: Book) -> int:
    """W, automatic: the 90th percentile of the settled gaps, rounded up, within 30..H."""
    horizon, gaps = horizon_days(book), settled_gaps(book)
    if len(gaps) < ENOUGH_GAPS:
        return max(30, min(180, horizon))
    percentile = round(quantile(gaps, Fraction(9, 10)), 6)
    return max(30, min(horizon, math.ceil(percentile)))


def last_before(customer: Customer, day: date) -> date | None:
    """The date p of the last purchase on or before the day."""
    return max((purchase.on for purchase in customer.purchases if purchase.on <= day), default=None)


def is_active(customer: Customer, day: date, window: int) -> bool:
    """Active at the end of the day: t - p < W."""
    last = last_before(customer, day)
    return last is not None and (day - last).days < window


def purchase_days(customer: Customer) -> list[date]:
    """The days on which the customer bought, each once."""
    return sorted({purchase.on for purchase in customer.purchases})


def churn_days(customer: Customer, window: int, as_of: date) -> list[date]:
    """Days p + W on or before which no further purchase came."""
    days = purchase_days(customer)
    found = []
    for here, following in zip(days, [*days[1:], None], strict=True):
        leaving = here + timedelta(days=window)
        if leaving <= as_of and (following is None or following > leaving):
            found.append(leaving)
    return found


def return_days(customer: Customer, window: int) -> list[date]:
    """Days of a purchase by a customer who was churned the day before it: the event of coming back."""
    days = purchase_days(customer)
    return [day for earlier, day in itertools.pairwise(days) if (day - earlier).days > window]


def past_year(customer: Customer, leaving: date) -> Decimal:
    """Net revenue over the 365 days before the churn day."""
    since = leaving - timedelta(days=365)
    return sum((move.amount for move in customer.movements if since <= move.on < leaving), Decimal(0))


def count_active(book: Book, day: date, window: int) -> int:
    return sum(1 for customer in book.customers if is_active(customer, day, window))


def churn(book: Book, grain: str = "month", window: int | None = None) -> list[dict]:
    """One row a period from the first purchase to as_of."""
    if not book.customers:
        return []
    days = window or window_days(book)
    new: Counter = Counter()
    returned: Counter = Counter()
    left: dict[int, list[tuple[Customer, date]]] = defaultdict(list)
    for customer in book.customers:
        new[periods.index(grain, customer.first_on)] += 1
        returned.update(periods.index(grain, day) for day in return_days(customer, days))
        for day in churn_days(customer, days, book.as_of):
            left[periods.index(grain, day)].append((customer, day))
    rows = []
    for number in range(min(new), periods.index(grain, book.as_of) + 1):
        starts, ends = periods.first_day(grain, number), periods.last_day(grain, number)
        before = count_active(book, starts - timedelta(days=1), days)
        events = left[number]
        low, high = wilson(len(events), before)
        latest = {id(customer): (customer, day) for customer, day in events}
        rows.append(
            {
                "period": starts,
                "active_start": before,
                "new": new[number],
                "resurrected": returned[number],
                "churned": len(events),
                "active_end": count_active(book, min(ends, book.as_of), days),
                "churn_rate": ratio(len(events), before),
                "rate_low": low,
                "rate_high": high,
                "churned_revenue_365": sum((past_year(*pair) for pair in latest.values()), Decimal(0)),
                "window_days": days,
                "is_open": ends > book.as_of,
            }
        )
    return rows
