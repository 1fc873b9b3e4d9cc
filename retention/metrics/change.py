"""Why did a share or an average move: other customers, or customers who behave otherwise?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd

from retention.definitions import DEFINITIONS
from retention.errors import MetricRefused
from retention.metrics.churn_window import window_of
from retention.metrics.large_customer import large_customer
from retention.metrics.last_period import compared_with, first_whole_day
from retention.metrics.mix_and_rate import Side, mix_and_rate, summed, together, value_of
from retention.metrics.periods import end_of, index_of, last_closed, start_of, year_before
from retention.metrics.scope import Scope, notes_of, part, scope_of, small_numbers
from retention.metrics.segments import attribute_values, columns_sql, joins_sql
from retention.metrics.split import Group, by_value, checked_width
from retention.shop.shop import Shop
from retention.values import Attribute, Grain, Note, Result, Segment

ALL = "all"
COLUMNS = list(DEFINITIONS["change"].column_names)
MEASURED = {
    "churn": "change_churn",
    "repeat_purchase": "change_repeat_purchase",
    "average_order_value": "change_order_value",
}
"""What can be taken apart, and the statement that says what it is made of."""
HORIZON = 90
LONGEST = 3650
NOTHING = Side(0, 0)


Moved = tuple[Fraction | None, Fraction | None]
"""Mix and rate."""


class Question(NamedTuple):
    """What is compared: the measure, its days, and how long must have passed before and after a period."""

    of: str
    grain: Grain
    parameters: dict[str, object]
    days_before: int
    days_after: int


def change(
    shop: Shop,
    *,
    of: str = "churn",
    grain: Grain = Grain.MONTH,
    window: int | None = None,
    horizon: int = HORIZON,
    compare_to: date | None = None,
    split: tuple[Attribute, ...] = (),
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The change of a share or an average from one period to a later one, taken apart by groups of customers.

    Grain: one group of customers (value of `split`); then `all` = their sum, the change of the total.
    Unit: that of the measure; shares 0..1.
    Counts: churn = churned / active at the start; repeat_purchase = customers of the cohort who bought again
        within `horizon` days / all of them; average_order_value = amount of purchases / purchases. share = the
        group's part of what the measure divides by. Σ mix + Σ rate = change of the total, exactly. A group that
        is absent in one period counts with the value of the other, so all it adds is mix.
    Open: the later period is the last that is over (of repeat_purchase: for `horizon` days), the earlier one
        the same a year ago, else the one before.
    Empty: no rows while there are no two whole periods; no mix and rate where the total has no value.
    SQL: metrics/change.sql, with metrics/change_churn.sql, change_repeat_purchase.sql or change_order_value.sql
    Source: E. Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50(272).

    Parameters
    ----------
    of
        churn, repeat_purchase or average_order_value.
    window
        W of churn in days; None = the automatic window.
    compare_to
        A day of the earlier period; None = chosen.
    split
        Customer attributes; without them all customers are one group.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, value_unknown, window_wrong, compare_to_wrong,
        split_too_wide.

    Examples
    --------
    >>> found = change(shop, of="average_order_value", split=(Attribute.ORDER_COUNT_BAND,)).rows
    >>> found[["order_count_band", "mix", "rate"]].round(2).to_numpy().tolist()
    [['1', -26.67, 0.0], ['2', 0.0, 16.67], ['3+', 10.0, 0.0], ['all', -16.67, 16.67]]
    """
    if of not in MEASURED:
        raise MetricRefused("value_unknown", option="of", found=of, known=", ".join(MEASURED))
    if not 1 <= horizon <= LONGEST:
        raise MetricRefused("value_unknown", option="horizon", found=horizon, known=f"1–{LONGEST}")
    scope = scope_of(shop, as_of, segment)
    question, note = _question(scope, of, grain, window, horizon)
    found = _periods(scope, question, compare_to)
    rows = _rows(scope, question, found, split) if found else _empty(split)
    facts = {"of": of, "grain": grain.value, **question.parameters}
    return Result("change", rows, scope.as_of, _notes(scope, of, note, rows), facts)


def _notes(scope: Scope, of: str, note: Note | None, rows: pd.DataFrame) -> tuple[Note, ...]:
    large = large_customer(scope.shop) if of == "average_order_value" else None
    return notes_of(scope, note, small_numbers(rows[["n_before", "n_after"]].stack()), large)


def _question(
    scope: Scope, of: str, grain: Grain, window: int | None, horizon: int
) -> tuple[Question, Note | None]:
    if of == "churn":
        found = window_of(scope, window)
        return Question(of, grain, {"window": found.days}, found.days, 0), found.note
    if of == "repeat_purchase":
        return Question(of, grain, {"horizon": horizon}, 0, horizon), None
    return Question(of, grain, {}, 0, 0), None


def _periods(scope: Scope, question: Question, compare_to: date | None) -> tuple[int, int] | None:
    """Numbers of the earlier and the later period."""
    grain, earliest = question.grain, first_whole_day(scope.data_start, question.days_before)
    after = last_closed(grain, scope.as_of - timedelta(days=question.days_after))
    if compare_to is not None:
        last = start_of(grain, after) - timedelta(days=1)
        if not scope.data_start <= compare_to <= last:
            raise MetricRefused("compare_to_wrong", first=scope.data_start, last=last, found=compare_to)
        return index_of(grain, compare_to), after
    now = start_of(grain, after)
    known = year_before(grain, now), start_of(grain, after - 1)
    before = compared_with(grain, now, [day for day in known if day >= earliest])
    return None if before is None else (index_of(grain, before), after)


def _rows(
    scope: Scope, question: Question, periods: tuple[int, int], split: tuple[Attribute, ...]
) -> pd.DataFrame:
    groups = _groups(scope, question, periods, split)
    checked_width(split, len(groups))
    keys = by_value(groups)
    before, after = ([groups[key][side] for key in keys] for side in (0, 1))
    effects = mix_and_rate(before, after)
    totals = together(before), together(after)
    moved: list[Moved] = [*effects, summed(effects)] if effects else [(None, None)] * (len(keys) + 1)
    names = [*keys, (ALL,) * len(split)]
    lines = [*zip(names, [*before, totals[0]], [*after, totals[1]], moved, strict=True)]
    starts = tuple(start_of(question.grain, index) for index in periods)
    found = [
        (*_named(name), *starts, *_cells(old, new, totals, both))
        for name, old, new, both in (lines if split else lines[-1:])
    ]
    return _table(found, split)


def _groups(
    scope: Scope, question: Question, periods: tuple[int, int], split: tuple[Attribute, ...]
) -> dict[Group, list[Side]]:
    """Both sides of each group, the earlier one first."""
    found: dict[Group, list[Side]] = {}
    for row in _measured(scope, question, periods, split):
        key = tuple(row[f"value_{place}"] or "" for place, _ in enumerate(split))
        sides = found.setdefault(key, [NOTHING, NOTHING])
        place = 1 if row["side"] == "after" else 0
        sides[place] = together([sides[place], Side(row["part"], row["whole"])])
    return found


def _measured(
    scope: Scope, question: Question, periods: tuple[int, int], split: tuple[Attribute, ...]
) -> list[dict[str, Any]]:
    days = {
        f"{side}_{end}": edge(question.grain, index)
        for side, index in zip(("before", "after"), periods, strict=True)
        for end, edge in (("from", start_of), ("to", end_of))
    }
    asked = {
        "as_of": scope.as_of,
        **scope.values,
        **attribute_values(scope.shop, split, scope.as_of, scope.data_start),
        **question.parameters,
        **days,
    }
    values = columns_sql(split)
    return scope.shop.records(
        "metrics/change",
        asked,
        measured=part(MEASURED[question.of]),
        churn_events=part("churn_events"),
        values=f"{values}," if values else "",
        joins=joins_sql(split),
        people=scope.people,
    )


def _cells(before: Side, after: Side, totals: tuple[Side, Side], moved: Moved) -> tuple[float | None, ...]:
    shares = (
        value_of(Side(side.whole, total.whole)) for side, total in zip((before, after), totals, strict=True)
    )
    numbers = before.whole, after.whole, *shares, value_of(before), value_of(after), *moved
    return tuple(None if number is None else float(number) for number in numbers)


def _named(key: Group) -> Iterable[str | None]:
    return (value or None for value in key)


def _empty(split: tuple[Attribute, ...]) -> pd.DataFrame:
    return _table([], split)


def _table(found: list[tuple[Any, ...]], split: tuple[Attribute, ...]) -> pd.DataFrame:
    rows = pd.DataFrame(found, columns=[*(attribute.value for attribute in split), *COLUMNS])
    texts = [*(attribute.value for attribute in split), "period_before", "period_after"]
    counts = dict.fromkeys(("n_before", "n_after"), "int64")
    return rows.astype({**dict.fromkeys(COLUMNS, "float64"), **dict.fromkeys(texts, "object"), **counts})
