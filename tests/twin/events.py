"""Sales and holidays, and cohorts by them, in plain Python (definitions, sections 4, 5, 7 and 10)."""

import calendar
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from tests.twin import periods
from tests.twin.book import Book
from tests.twin.cohorts import Cell, cells_of, pool, row_of
from tests.twin.growth import value_cells, value_row
from tests.twin.records import Customer
from tests.twin.repeat import repeat_purchase as repeat_rows
from tests.twin.statistics import ratio, wilson

Span = tuple[date, date]


def yearly(name: str, year: int) -> Span:
    """The window of a year."""
    if name == "black_friday":
        november = [date(year, 11, day) for day in range(1, 31)]
        thursday = [day for day in november if day.weekday() == calendar.THURSDAY][3]
        return thursday + timedelta(days=1), thursday + timedelta(days=4)
    month, first, last = {"new_year": (12, 15, 31), "defenders_day": (2, 16, 23), "womens_day": (3, 1, 8)}[
        name
    ]
    return date(year, month, first), date(year, month, last)


def spans_of(book: Book, name: str, own: list[Span]) -> list[Span]:
    """The windows with a day in the data, oldest first; own dates instead of the calendar's."""
    found = list(own)
    for year in range(book.data_start.year - 1, book.as_of.year + 1):
        if name != "Own" and year not in {first.year for first, _ in own}:
            found.append(yearly(name, year))
    return sorted(span for span in found if span[1] >= book.data_start and span[0] <= book.as_of)


def months(spans: list[Span]) -> set[tuple[int, int]]:
    """(year, month) of every day of the windows."""
    return {
        (day.year, day.month)
        for first, last in spans
        for day in (first + timedelta(days=number) for number in range((last - first).days + 1))
    }


def cohorts(book: Book, name: str, own: list[Span]) -> dict[str, tuple[list[Customer], date]]:
    """Members and last day of each cohort that has any, in order."""
    years: dict[int, list[Span]] = defaultdict(list)
    for span in spans_of(book, name, own):
        years[span[0].year].append(span)
    found: dict[str, tuple[list[Customer], date]] = {}
    for year, spans in years.items():
        last = max(months(spans))
        found[f"{name} {year}"] = ([], max(end for _, end in spans))
        found[f"other_days {year}"] = ([], date(*last, calendar.monthrange(*last)[1]))
    for customer in book.customers:
        label = label_of(customer.first_on, name, years)
        if label:
            found[label][0].append(customer)
    return {label: cohort for label, cohort in found.items() if cohort[0]}


def label_of(day: date, name: str, years: dict[int, list[Span]]) -> str | None:
    """The window of the day, else its month's; the earlier year where two would do."""
    for year, spans in years.items():
        if any(first <= day <= last for first, last in spans):
            return f"{name} {year}"
    for year, spans in years.items():
        if (day.year, day.month) in months(spans):
            return f"other_days {year}"
    return None


def pools(labels: list[str], name: str) -> dict[str, list[str]]:
    """The cohorts that are shown together."""
    others = [label for label in labels if label.startswith("other_days ")]
    return {name: [label for label in labels if label not in others], "other_days": others}


def cohort_retention(book: Book, name: str, own: list[Span], mode: str) -> list[dict]:
    """By age in months of 30 days."""
    found = {
        label: cells_of(book, people, "month", mode, "age", closes)
        for label, (people, closes) in cohorts(book, name, own).items()
    }
    rows = [
        row_of(label, period, cell) for label, cells in found.items() for period, cell in enumerate(cells)
    ]
    for pooled, labels in pools(list(found), name).items():
        complete: dict[int, list[Cell]] = defaultdict(list)
        for label in labels:
            for period, cell in enumerate(found[label]):
                if cell.is_complete:
                    complete[period].append(cell)
        rows += [row_of(pooled, period, pool(cells)) for period, cells in sorted(complete.items())]
    return rows


def lifetime_value(book: Book, name: str, own: list[Span]) -> list[dict]:
    """Revenue to date by age in months."""
    found = {
        label: value_cells(book, people, closes)
        for label, (people, closes) in cohorts(book, name, own).items()
    }
    rows = [
        value_row(label, size, age, revenue, is_complete)
        for label, cells in found.items()
        for age, (size, revenue, is_complete) in enumerate(cells)
    ]
    for pooled, labels in pools(list(found), name).items():
        sums: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
        for label in labels:
            for age, (size, revenue, is_complete) in enumerate(found[label]):
                if is_complete:
                    sums[age].append((size, revenue))
        for age, cells in sorted(sums.items()):
            size, total = sum(size for size, _ in cells), sum(revenue for _, revenue in cells)
            rows.append(value_row(pooled, size, age, total, True))
    return rows


def repeat_purchase(book: Book, name: str, own: list[Span]) -> list[dict]:
    """The usual rows of each cohort, then of those shown together."""
    members = {label: people for label, (people, _) in cohorts(book, name, own).items()}
    for pooled, labels in pools(list(members), name).items():
        people = [one for label in labels for one in members[label]]
        if people:
            members[pooled] = people
    return [{"cohort": label} | row for label, people in members.items() for row in repeat_rows(book, people)]


def event_windows(book: Book, own: list[Span], discounted: set[int]) -> list[dict]:
    """One row a window, then the other days and all; `discounted` = rows of orders with a coupon."""
    spans = [("Own", *span) for span in own if spans_of(book, "Own", [span])]
    for name in ("black_friday", "defenders_day", "new_year", "womens_day"):
        spans += [(name, *span) for span in spans_of(book, name, [])]
    spans.sort()
    everything = [
        book.data_start + timedelta(days=day) for day in range((book.as_of - book.data_start).days + 1)
    ]
    chosen = [
        (name, first, last, {day for day in everything if first <= day <= last})
        for name, first, last in spans
    ]
    inside = set().union(*(days for *_, days in chosen))
    chosen += [("other_days", None, None, set(everything) - inside), ("all", None, None, set(everything))]
    return [window_row(book, *one, discounted) for one in chosen]


def window_row(book: Book, name: str, first, last, days: set[date], discounted: set[int]) -> dict:
    """Sums over the days."""
    found = [one for one in book.purchases() if one.on in days]
    firsts = sum(customer.purchases[0].on in days for customer in book.customers)
    cheap = sum(one.row in discounted for one in found)
    low, high = wilson(cheap, len(found))
    return {
        "event": name,
        "from_on": first,
        "to_on": last,
        "days": len(days),
        "purchases": len(found),
        "share": ratio(len(found), len(book.purchases())),
        "purchases_per_day": ratio(len(found), len(days)),
        "first_purchases": firsts,
        "discounted": cheap,
        "discounted_share": ratio(cheap, len(found)),
        "discounted_low": low,
        "discounted_high": high,
        "revenue": sum((one.amount - one.refunded for one in found), Decimal(0)),
        "is_open": bool(last and last > book.as_of),
    }


def discounts(book: Book, discounted: set[int], grain: str) -> list[dict]:
    """Purchases with a coupon by period, from the first purchase to the last day."""
    rows = []
    days = [one.on for one in book.purchases()]
    if not days:
        return []
    for number in range(periods.index(grain, min(days)), periods.index(grain, book.as_of) + 1):
        found = [one for one in book.purchases() if periods.index(grain, one.on) == number]
        cheap = [one for one in found if one.row in discounted]
        low, high = wilson(len(cheap), len(found))
        rows.append(
            {
                "period": periods.first_day(grain, number),
                "purchases": len(found),
                "discounted": len(cheap),
                "share": ratio(len(cheap), len(found)),
                "share_low": low,
                "share_high": high,
                "amount": sum((one.amount for one in found), Decimal(0)),
                "discounted_amount": sum((one.amount for one in cheap), Decimal(0)),
                "is_open": periods.last_day(grain, number) > book.as_of,
            }
        )
    return rows
