"""The people behind one number: as many rows as the number says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.churn_window import window_of
from retention.metrics.cohorts import by_event
from retention.metrics.customers import customer_rows
from retention.metrics.periods import elapsed_sql, end_of, index_of, index_sql, start_of
from retention.metrics.scope import Scope, notes_of, part, scope_of
from retention.metrics.scoring import scores
from retention.metrics.window import ChurnWindow
from retention.shop.shop import Shop
from retention.shop.statements import statement
from retention.values import Attribute, Clock, Grain, Mode, Movement, Result, RfmSegment, Segment

_IN_CELL = {
    Mode.IN_PERIOD: "period_index = $period_index",
    Mode.ON_OR_AFTER: "period_index >= $period_index",
    Mode.CUMULATIVE: "period_index <= $period_index and purchase_number = 2",
}


def cohort_members(
    shop: Shop,
    cohort: date,
    period: int,
    *,
    returned: bool = True,
    grain: Grain = Grain.MONTH,
    mode: Mode = Mode.IN_PERIOD,
    clock: Clock = Clock.CALENDAR,
    window: int | None = None,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The customers of one cohort who are in a cell of `cohort_retention`, or those who are not.

    Grain: one customer; `returned` → as many as the cell's `customers`, else the rest of its `size`.
    Unit, Counts, Open, Empty: columns and meaning as `customers`; `cohort` is any day of its step.
    SQL: metrics/cohort_members.sql, metrics/customers.sql
    Source: the definitions of this product, section 4.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, window_wrong.

    Examples
    --------
    >>> cohort_members(shop, date(2024, 1, 1), 2).rows["customer_key"].tolist()
    [1]
    """
    scope = scope_of(shop, as_of, segment)
    days = window_of(scope, window)
    rows = customer_rows(scope, days.days, *_in_cohort(cohort, period, returned, grain, mode, clock))
    facts = {
        "cohort": start_of(grain, index_of(grain, cohort)),
        "period": int(period),
        "returned": returned,
    }
    return _result(scope, rows, days, facts)


def churn_members(
    shop: Shop,
    period: date,
    kind: Movement = Movement.CHURNED,
    *,
    grain: Grain = Grain.MONTH,
    window: int | None = None,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The customers behind one number of a period of `churn`.

    Grain: one customer. `churn` counts events: a customer who churned (or came back) twice in one period
        is two there and one row here. The facts hold both: `customers` = rows here, `events` = there.
    Unit, Counts, Open, Empty: columns and meaning as `customers`, the state at the end of `as_of`, not of
        the period; `period` is any day of the period.
    SQL: metrics/churn_members.sql, metrics/churn_events.sql, metrics/customers.sql
    Source: the definitions of this product, section 6.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, window_wrong.

    Examples
    --------
    >>> churn_members(shop, date(2024, 3, 1), window=30).facts["events"]
    3
    """
    scope = scope_of(shop, as_of, segment)
    days = window_of(scope, window)
    condition, asked = _in_period(scope, days, period, kind, grain)
    found = scope.query("churn_members", asked, churn_events=part("churn_events"))
    rows = customer_rows(scope, days.days, condition, asked)
    is_state = kind in (Movement.ACTIVE_START, Movement.ACTIVE_END)
    events = len(rows) if is_state else int(found["events"].sum())
    facts = {"period": asked["from_on"], "kind": Movement(kind).value, "events": events}
    return _result(scope, rows, days, facts)


def cohort_keys(
    shop: Shop,
    cohort: date,
    period: int,
    *,
    returned: bool = True,
    grain: Grain = Grain.MONTH,
    mode: Mode = Mode.IN_PERIOD,
    clock: Clock = Clock.CALENDAR,
) -> list[int]:
    """The same people as `cohort_members` by key alone, the most valuable first: asked for each click on a cell.

    Examples
    --------
    >>> cohort_keys(shop, date(2024, 1, 1), 2)
    [1]
    """
    return _keys(scope_of(shop), *_in_cohort(cohort, period, returned, grain, mode, clock))


def churn_keys(
    shop: Shop,
    period: date,
    kind: Movement = Movement.CHURNED,
    *,
    grain: Grain = Grain.MONTH,
    window: int | None = None,
) -> list[int]:
    """The same people as `churn_members` by key alone, the most valuable first.

    Examples
    --------
    >>> sorted(churn_keys(shop, date(2024, 3, 1), window=30))
    [2, 3, 4]
    """
    scope = scope_of(shop)
    return _keys(scope, *_in_period(scope, window_of(scope, window), period, kind, grain))


def event_keys(
    shop: Shop,
    events: str,
    cohort: str,
    period: int,
    *,
    returned: bool = True,
    grain: Grain = Grain.MONTH,
    mode: Mode = Mode.IN_PERIOD,
) -> list[int]:
    """The customers of a cell of `cohort_retention` by `events`, or the rest of its cohort, the most valuable first.

    `cohort` is that of one year (`black_friday 2024`, `other_days 2024`). Raises MetricRefused: event_unknown,
    event_not_covered, value_unknown.

    Examples
    --------
    >>> event_keys(shop, "womens_day", "womens_day 2024", 0), event_keys(shop, "womens_day", "other_days 2024", 0)
    ([], [5])
    """
    scope = scope_of(shop)
    found = by_event(scope, events, grain)
    names = [str(name) for name in found.names(np.arange(2 * len(found.years)))]
    if cohort not in names:
        raise MetricRefused("value_unknown", option="cohort", found=cohort, known=", ".join(names))
    is_in_cohort = f"(case when {found.conditions()[cohort]} then 1 else 0 end)"
    return _keys(scope, *_in_cell(is_in_cohort, 1, period, returned, (grain, mode, Clock.AGE)))


def category_keys(shop: Shop, category: str, usual_to: float, *, outside: bool = True) -> list[int]:
    """The buyers `outside` or inside a category's usual spread, as `category_rhythm` counts them, most valuable first.

    `usual_to` is that column of the category's row.

    Examples
    --------
    >>> category_keys(shop, "Tea", 35)  # these orders have no categories
    []
    """
    members = _filled("category_members", product_name=statement("marts/product_name"))
    condition = _among(members, "is_outside" if outside else "not is_outside")
    return _keys(scope_of(shop), condition, {"category": category, "usual_to": float(usual_to)})


def segment_keys(
    shop: Shop, segment: RfmSegment | None = None, *, recency: int | None = None, frequency: int | None = None
) -> list[int]:
    """The customers of an RFM segment, or of these two scores, by key alone, the most valuable first.

    Examples
    --------
    >>> sorted(segment_keys(shop, recency=1, frequency=1))
    [4]
    """
    if segment:
        chosen = Segment(((Attribute.RFM_SEGMENT, RfmSegment(segment).value),))
        return _keys(scope_of(shop, segment=chosen), "{people}")
    condition = _among(scores(is_last_day=True), "member.r = $recency and member.f = $frequency")
    return _keys(scope_of(shop), condition, {"recency": recency, "frequency": frequency})


def _keys(scope: Scope, chosen: str, values: Mapping[str, object] | None = None) -> list[int]:
    rows = scope.query("member_keys", values, chosen=chosen)
    return [int(key) for key in rows["customer_key"]]


def _in_cohort(
    cohort: date, period: int, returned: bool, grain: Grain, mode: Mode, clock: Clock
) -> tuple[str, dict[str, Any]]:
    """The condition on customer_key that a cohort's cell means, or the rest of its cohort, with its values."""
    number, index = index_sql(grain, "first_on"), index_of(grain, cohort)
    return _in_cell(number, index, period, returned, (grain, mode, clock))


def _in_cell(
    cohort: str, index: int, period: int, returned: bool, how: tuple[Grain, Mode, Clock]
) -> tuple[str, dict[str, Any]]:
    """The same; `cohort` is the SQL of its number over first_on."""
    grain, mode, clock = how
    members = _filled(
        "cohort_members",
        cohort=cohort,
        is_in_cell=_IN_CELL[mode],
        period=elapsed_sql(grain, clock, "purchased_on", "days_since_first"),
    )
    condition = _among(members, "came_back" if returned else "not came_back")
    return condition, {"cohort_index": index, "period_index": int(period)}


def _in_period(
    scope: Scope, window: ChurnWindow, period: date, kind: Movement, grain: Grain
) -> tuple[str, dict[str, Any]]:
    """The condition on customer_key that a movement of a period means, with its values."""
    first = start_of(grain, index_of(grain, period))
    last = min(end_of(grain, index_of(grain, period)), scope.as_of)
    asked = {"window": window.days, "from_on": first, "to_on": last, "movement": Movement(kind).value}
    return _among(_filled("churn_members", churn_events=part("churn_events")), "true"), asked


def _filled(name: str, **places: str) -> str:
    text = part(name)
    for place, sql in places.items():
        text = text.replace("{" + place + "}", sql)
    return text


def _among(members: str, condition: str) -> str:
    return f"customer_key in (select member.customer_key from (\n{members}\n) as member where {condition})"


def _result(scope: Scope, rows: pd.DataFrame, window: ChurnWindow, facts: dict[str, object]) -> Result:
    return Result(
        "customers",
        rows,
        scope.as_of,
        notes_of(scope, window.note),
        {**facts, "customers": len(rows), "window_days": window.days},
    )
