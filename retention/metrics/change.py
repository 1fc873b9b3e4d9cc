"""Why did a share or an average move: other customers, or customers who behave otherwise?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.change_of_cost import change_of_cost
from retention.metrics.change_table import change_table, empty_table
from retention.metrics.churn_window import window_of
from retention.metrics.large_customer import large_customer
from retention.metrics.last_period import compared_with, first_whole_day
from retention.metrics.mix_and_rate import NOTHING, Side, together
from retention.metrics.periods import end_of, index_of, last_closed, start_of, year_before
from retention.metrics.scope import Scope, notes_of, part, scope_of, small_numbers
from retention.metrics.segments import attribute_values, columns_sql, joins_sql, known_of_buyers
from retention.metrics.split import Group
from retention.metrics.visits import first_visit_on, visits_scope
from retention.shop.shop import Shop
from retention.values import Attribute, Counted, Grain, Note, Result, Segment

MEASURED = {
    "churn": "change_churn",
    "repeat_purchase": "change_repeat_purchase",
    "average_order_value": "change_order_value",
    "carts": "change_carts",
    "conversion": "change_conversion",
}
"""What can be taken apart, and the statement that says what it is made of."""
OF_VISITS = ("carts", "conversion")
COST = "acquisition"
HORIZON = 90
LONGEST = 3650


class Question(NamedTuple):
    """What is compared: the measure, its days, since when it is known, and how long must have passed before and after a
    period."""

    of: str
    grain: Grain
    first_on: date
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
        within `horizon` days / all of them; average_order_value = amount of purchases / purchases; carts =
        carts left / visits with a cart; conversion = visits with a purchase / visits; acquisition = spend / new
        customers, by month. share = the group's part of what the measure divides by. Σ mix + Σ rate = change of
        the total, exactly. A group that is absent in one period counts with the value of the other, so all it
        adds is mix.
    Open: the later period is the last that is over (of repeat_purchase: for `horizon` days), the earlier one
        the same a year ago, else the one before; of acquisition, among months with spend.
    Empty: no rows while there are no two whole periods; no mix and rate where the total has no value.
    SQL: metrics/change.sql, with one of metrics/change_….sql by the measure; metrics/acquisition.sql
    Source: E. Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50(272).

    Parameters
    ----------
    of
        churn, repeat_purchase, average_order_value, carts, conversion or acquisition.
    window
        W of churn in days; None = the automatic window.
    compare_to
        A day of the earlier period; None = chosen.
    split
        Customer attributes, or what visits are like; of acquisition only first_channel. None: all are one group.

    Raises
    ------
    MetricRefused
        value_unknown, compare_to_wrong, split_too_wide, and what the measure itself raises.

    Examples
    --------
    >>> found = change(shop, of="average_order_value", split=(Attribute.ORDER_COUNT_BAND,)).rows
    >>> found[["order_count_band", "mix", "rate"]].round(2).to_numpy().tolist()
    [['1', -26.67, 0.0], ['2', 0.0, 16.67], ['3+', 10.0, 0.0], ['all', -16.67, 16.67]]
    """
    _check(of, horizon)
    if of == COST:
        return change_of_cost(shop, compare_to, grain=grain, split=split, segment=segment, as_of=as_of)
    scope = (visits_scope if of in OF_VISITS else scope_of)(shop, as_of, segment)
    question, note = _question(scope, of, grain, window, horizon)
    rows = _rows(scope, question, _periods(scope, question, compare_to), split)
    notes = _notes(scope, of, (known_of_buyers(split, _counted(of)), note), rows)
    return Result("change", rows, scope.as_of, notes, {"of": of, "grain": grain.value, **question.parameters})


def _check(of: str, horizon: int) -> None:
    if of not in MEASURED and of != COST:
        raise MetricRefused("value_unknown", option="of", found=of, known=", ".join([*MEASURED, COST]))
    if not 1 <= horizon <= LONGEST:
        raise MetricRefused("value_unknown", option="horizon", found=horizon, known=f"1–{LONGEST}")


def _counted(of: str) -> Counted:
    return Counted.VISITS if of in OF_VISITS else Counted.BUYERS


def _notes(scope: Scope, of: str, own: tuple[Note | None, ...], rows: pd.DataFrame) -> tuple[Note, ...]:
    large = large_customer(scope.coverage) if of == "average_order_value" else None
    return notes_of(scope, *own, small_numbers(rows[["n_before", "n_after"]].stack()), large)


def _question(
    scope: Scope, of: str, grain: Grain, window: int | None, horizon: int
) -> tuple[Question, Note | None]:
    if of == "churn":
        found = window_of(scope, window)
        return Question(of, grain, scope.data_start, {"window": found.days}, found.days, 0), found.note
    if of == "repeat_purchase":
        return Question(of, grain, scope.data_start, {"horizon": horizon}, 0, horizon), None
    visited_on = first_visit_on(scope.shop, scope.coverage) if of in OF_VISITS else None
    first_on = visited_on or scope.data_start
    return Question(of, grain, first_on, {}, 0, 0), None


def _periods(scope: Scope, question: Question, compare_to: date | None) -> tuple[int, int] | None:
    """Numbers of the earlier and the later period."""
    grain, earliest = question.grain, first_whole_day(question.first_on, question.days_before)
    after = last_closed(grain, scope.as_of - timedelta(days=question.days_after))
    if compare_to is not None:
        last = start_of(grain, after) - timedelta(days=1)
        if not question.first_on <= compare_to <= last:
            raise MetricRefused("compare_to_wrong", first=question.first_on, last=last, found=compare_to)
        return index_of(grain, compare_to), after
    now = start_of(grain, after)
    known = year_before(grain, now), start_of(grain, after - 1)
    before = compared_with(grain, now, [day for day in known if day >= earliest])
    return None if before is None else (index_of(grain, before), after)


def _rows(
    scope: Scope, question: Question, periods: tuple[int, int] | None, split: tuple[Attribute, ...]
) -> pd.DataFrame:
    if periods is None:
        return empty_table(split)
    before, after = (start_of(question.grain, index) for index in periods)
    return change_table(_groups(scope, question, periods, split), (before, after), split)


def _groups(
    scope: Scope, question: Question, periods: tuple[int, int], split: tuple[Attribute, ...]
) -> dict[Group, tuple[Side, Side]]:
    """Both sides of each group, the earlier one first."""
    found: dict[Group, tuple[Side, Side]] = {}
    for row in _measured(scope, question, periods, split):
        key = tuple(row[f"value_{place}"] or "" for place, _ in enumerate(split))
        before, after = found.get(key, (NOTHING, NOTHING))
        side = Side(row["part"], row["whole"])
        is_after = row["side"] == "after"
        found[key] = (before, together([after, side])) if is_after else (together([before, side]), after)
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
    counted = _counted(question.of)
    values = columns_sql(split, counted)
    return scope.shop.records(
        "metrics/change",
        asked,
        measured=part(MEASURED[question.of]),
        churn_events=part("churn_events"),
        values=f"{values}," if values else "",
        joins=joins_sql(split, counted, is_last_day=scope.is_last_day),
        people=scope.people,
    )
