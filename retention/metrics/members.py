"""The people behind one number: as many rows as the number says."""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.metrics.churn_window import window_of
from retention.metrics.customers import customer_rows
from retention.metrics.periods import elapsed_sql, end_of, index_of, index_sql, start_of
from retention.metrics.scope import Scope, notes_of, part, scope_of
from retention.metrics.window import ChurnWindow
from retention.shop.shop import Shop
from retention.values import Clock, Grain, Mode, Movement, Result, Segment

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
    index = index_of(grain, cohort)
    members = _filled(
        "cohort_members",
        cohort=index_sql(grain, "first_on"),
        is_in_cell=_IN_CELL[mode],
        period=elapsed_sql(grain, clock, "purchased_on", "days_since_first"),
    )
    came_back = "came_back" if returned else "not came_back"
    rows = customer_rows(
        scope, days.days, _among(members, came_back), {"cohort_index": index, "period_index": int(period)}
    )
    facts = {"cohort": start_of(grain, index), "period": int(period), "returned": returned}
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
    first = start_of(grain, index_of(grain, period))
    last = min(end_of(grain, index_of(grain, period)), scope.as_of)
    asked = {"window": days.days, "from_on": first, "to_on": last, "movement": Movement(kind).value}
    members = _filled("churn_members", churn_events=part("churn_events"))
    found = scope.query("churn_members", asked, churn_events=part("churn_events"))
    rows = customer_rows(scope, days.days, _among(members, "true"), asked)
    is_state = kind in (Movement.ACTIVE_START, Movement.ACTIVE_END)
    events = len(rows) if is_state else int(found["events"].sum())
    return _result(scope, rows, days, {"period": first, "kind": Movement(kind).value, "events": events})


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
