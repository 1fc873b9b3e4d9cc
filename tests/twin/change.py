"""Mix and rate of a change between two periods (definitions, section 11)."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

from tests.twin import churn, periods, visits
from tests.twin.book import Book
from tests.twin.period_comparison import year_before
from tests.twin.records import Customer, Order, Session

HORIZON = 90
Counts = dict[str, list[Fraction]]


def change(book: Book, of: str, grain: str, split: str) -> list[dict]:
    """One row a group, then all together."""
    early, late = {"churn": (churn.window_days(book), 0), "repeat_purchase": (0, HORIZON)}.get(of, (0, 0))
    last = periods.index(grain, book.as_of - timedelta(days=late) + timedelta(days=1)) - 1
    choices = periods.index(grain, year_before(periods.first_day(grain, last), grain)), last - 1
    earliest = book.data_start + timedelta(days=early)
    found = [number for number in choices if periods.first_day(grain, number) >= earliest]
    if not found:
        return []
    before, after = (counted(book, of, grain, number, split) for number in (found[0], last))
    starts = {
        "period_before": periods.first_day(grain, found[0]),
        "period_after": periods.first_day(grain, last),
    }
    groups = sorted({*before, *after})
    rows = [{split: group, **starts, **moved(group, before, after)} for group in groups]
    return [*rows, {split: "all", **starts, **total(before, after, rows)}]


def group_of(customer: Customer, split: str) -> str:
    """What the customer is split by."""
    if split == "cohort":
        return customer.first_on.replace(day=1).isoformat()
    return ("1", "2", "3+")[min(len(customer.purchases), 3) - 1]


def counted(book: Book, of: str, grain: str, number: int, split: str) -> Counts:
    """Above and below the line in one period, by group."""
    found: Counts = defaultdict(lambda: [Fraction(0), Fraction(0)])
    window = churn.window_days(book)
    for customer in book.customers:
        for part, whole in terms(customer, of, book.as_of, window, (grain, number)):
            group = found[group_of(customer, split)]
            group[0], group[1] = group[0] + Fraction(part), group[1] + whole
    return found


def terms(customer: Customer, of: str, as_of: date, window: int, period: tuple[str, int]):
    """What one customer adds above and below the line."""
    first, last = periods.first_day(*period), periods.last_day(*period)
    if of == "churn":
        yield from [(0, 1)] * churn.is_active(customer, first - timedelta(days=1), window)
        yield from ((1, 0) for day in churn.churn_days(customer, window, as_of) if first <= day <= last)
    elif of == "repeat_purchase":
        if first <= customer.first_on <= last:
            yield int(len(customer.purchases) > 1 and customer.gaps()[0] <= HORIZON), 1
    else:
        yield from ((one.amount, 1) for one in customer.purchases if first <= one.on <= last)


def moved(group: str, before: Counts, after: Counts) -> dict:
    """Shares, values, mix and rate of one group."""
    sums = [sum((pair[1] for pair in side.values()), Fraction(0)) for side in (before, after)]
    pairs = [side.get(group, [Fraction(0), Fraction(0)]) for side in (before, after)]
    shares = [whole / total if total else None for (_, whole), total in zip(pairs, sums, strict=True)]
    values = [part / whole if whole else None for part, whole in pairs]
    mix = rate = None
    if all(sums):
        adds = [part / total for (part, _), total in zip(pairs, sums, strict=True)]
        if None not in values:
            rate = (values[1] - values[0]) * (shares[0] + shares[1]) / 2
        elif values == [None, None]:
            rate = adds[1] - adds[0]
        else:  # absent on one side: its own events there, without anybody to divide by, are all rate
            absent = values.index(None)
            rate = adds[absent] if absent else -adds[absent]
        mix = adds[1] - adds[0] - rate
    return row(pairs, shares, values, mix, rate)


def of_visits(
    orders: list[Order], sessions: list[Session], of: str, grain: str, split: str, as_of: date | None = None
) -> list[dict]:
    """The same of carts and conversion, by how often the visitors have bought; None = never, or nobody known."""
    day = as_of or visits.covered_until(orders, sessions)
    last = periods.index(grain, day + timedelta(days=1)) - 1
    choices = periods.index(grain, year_before(periods.first_day(grain, last), grain)), last - 1
    earliest = min(visit.started_at.date() for visit in sessions)
    found = [number for number in choices if periods.first_day(grain, number) >= earliest]
    if not found:
        return []
    before, after = (
        visits_counted(orders, sessions, of, (grain, number), day) for number in (found[0], last)
    )
    starts = {
        "period_before": periods.first_day(grain, found[0]),
        "period_after": periods.first_day(grain, last),
    }
    rows = [{split: group, **starts, **moved(group, before, after)} for group in {**before, **after}]
    return [*rows, {split: "all", **starts, **total(before, after, rows)}]


def visits_counted(
    orders: list[Order], sessions: list[Session], of: str, period: tuple[str, int], as_of: date
) -> Counts:
    """Above and below the line in one period, by group of visitors."""
    first, last = periods.first_day(*period), periods.last_day(*period)
    found: Counts = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for band, seen in visits.by_band(orders, sessions, as_of).items():
        for visit in seen:
            if first <= visit.started_at.date() <= last and (visit.cart or of == "conversion"):
                found[band][0] += visit.purchased == (of == "conversion")
                found[band][1] += 1
    return found


def of_cost(spent: list[dict], as_of: date, data_start: date) -> list[dict]:
    """The cost of a new customer by channel, from the rows of `acquisition`."""
    is_whole = {
        month: month >= data_start and periods.last_day("month", periods.index("month", month)) <= as_of
        for month in sorted({row["period"] for row in spent})
    }
    whole = [month for month, is_so in is_whole.items() if is_so]
    if len(whole) < 2:
        return []
    year_ago = year_before(whole[-1], "month")
    months = (year_ago if year_ago in whole[:-1] else whole[-2]), whole[-1]
    before, after = (
        {
            row["channel"]: [Fraction(row["spend"]), Fraction(row["new_customers"])]
            for row in spent
            if row["period"] == month
        }
        for month in months
    )
    starts = dict(zip(("period_before", "period_after"), months, strict=True))
    rows = [{"first_channel": name, **starts, **moved(name, before, after)} for name in {**before, **after}]
    return [*rows, {"first_channel": "all", **starts, **total(before, after, rows)}]


def total(before: Counts, after: Counts, rows: list[dict]) -> dict:
    """All groups as one; its mix and rate are the sums."""
    pairs = [
        [sum((pair[place] for pair in side.values()), Fraction(0)) for place in (0, 1)]
        for side in (before, after)
    ]
    is_known = all(whole for _, whole in pairs)
    sums = [sum(one[name] for one in rows) if is_known else None for name in ("mix", "rate")]
    ones = [1 if whole else None for _, whole in pairs]
    return row(pairs, ones, [part / whole if whole else None for part, whole in pairs], *sums)


def row(pairs, shares, values, mix, rate) -> dict:
    """The columns after those of the periods."""
    cells = (pairs[0][1], pairs[1][1], *shares, *values, mix, rate)
    names = (
        "n_before",
        "n_after",
        "share_before",
        "share_after",
        "value_before",
        "value_after",
        "mix",
        "rate",
    )
    return {name: None if cell is None else float(cell) for name, cell in zip(names, cells, strict=True)}
