"""Repeat purchase, the order ladder and latency (definitions, section 5)."""

from collections import Counter
from fractions import Fraction

from tests.twin.book import Book
from tests.twin.records import Customer
from tests.twin.statistics import kaplan_meier, quantile, ratio, wilson

COLUMNS = [
    "horizon_days",
    "eligible",
    "repeaters",
    "share",
    "share_low",
    "share_high",
    "km_at_risk",
    "km_share",
    "km_low",
    "km_high",
]
LADDER_COLUMNS = [
    "order_number",
    "customers",
    "next_customers",
    "share",
    "km_share_365",
    "km_at_risk",
    "km_low",
    "km_high",
    "median_days",
    "average_order_value",
]
HORIZONS = (30, 60, 90, 180, 365)


def span(book: Book, customer: Customer, number: int) -> tuple[int, bool]:
    """Days from the n-th purchase to the next one, or to as_of where none has come yet."""
    gaps = customer.gaps()
    if number <= len(gaps):
        return gaps[number - 1], True
    return (book.as_of - customer.purchases[number - 1].on).days, False


def followed(book: Book, people: list[Customer], number: int, days: int) -> list[Customer]:
    """Those whose n-th purchase is at least so many days before as_of."""
    return [one for one in people if (book.as_of - one.purchases[number - 1].on).days >= days]


def repeat_purchase(book: Book, people: list[Customer] | None = None) -> list[dict]:
    """One row a horizon, then *ever* with an empty horizon; of everybody, or of these people."""
    people = book.customers if people is None else people
    spans = [span(book, customer, 1) for customer in people]
    rows = []
    for days in HORIZONS:
        eligible = followed(book, people, 1, days)
        repeaters = sum(1 for customer in eligible if customer.gaps() and customer.gaps()[0] <= days)
        survival = kaplan_meier(spans, days, len(eligible))
        rows.append(
            counts(days, len(eligible), repeaters)
            | {
                "km_at_risk": survival.at_risk,
                "km_share": survival.share,
                "km_low": survival.low,
                "km_high": survival.high,
            }
        )
    ever = sum(1 for customer in people if customer.gaps())
    return [*rows, counts(None, len(people), ever) | dict.fromkeys(COLUMNS[6:])]


def counts(days: int | None, eligible: int, repeaters: int) -> dict:
    """The share of those who could have come back, with its interval."""
    low, high = wilson(repeaters, eligible)
    return {
        "horizon_days": days,
        "eligible": eligible,
        "repeaters": repeaters,
        "share": ratio(repeaters, eligible),
        "share_low": low,
        "share_high": high,
    }


def order_ladder(book: Book) -> list[dict]:
    """n to n+1 for n = 1..10, as far as anyone came."""
    rows = []
    for number in range(1, 11):
        people = [customer for customer in book.customers if len(customer.purchases) >= number]
        if not people:
            break
        spans = [span(book, customer, number) for customer in people]
        waits = [days for days, returned in spans if returned]
        survival = kaplan_meier(spans, 365, len(followed(book, people, number, 365)))
        rows.append(
            {
                "order_number": number,
                "customers": len(people),
                "next_customers": len(waits),
                "share": ratio(len(waits), len(people)),
                "km_share_365": survival.share,
                "km_at_risk": survival.at_risk,
                "km_low": survival.low,
                "km_high": survival.high,
                "median_days": float(quantile(waits, Fraction(1, 2))) if waits else None,
                "average_order_value": ratio(
                    sum(one.purchases[number - 1].amount for one in people), len(people)
                ),
            }
        )
    return rows


def latency(book: Book) -> list[dict]:
    """How many gaps of so many days, per order number and over all."""
    found: Counter = Counter()
    for customer in book.customers:
        for number, days in enumerate(customer.gaps(), start=1):
            found[number, days] += 1
    everyone: Counter = Counter()
    for (_, days), gaps in found.items():
        everyone[days] += gaps
    rows = [
        {"order_number": number, "days": days, "gaps": gaps} for (number, days), gaps in sorted(found.items())
    ]
    return rows + [
        {"order_number": "all", "days": days, "gaps": gaps} for days, gaps in sorted(everyone.items())
    ]
