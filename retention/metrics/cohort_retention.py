"""Do customers come back, by the period of their first purchase?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from retention.definitions import DEFINITIONS
from retention.errors import MetricRefused
from retention.metrics.cohorts import Cohorts, Mask, cohorts_of, members_of
from retention.metrics.intervals import ratio, wilson
from retention.metrics.large_customer import large_customer
from retention.metrics.older import older_customers
from retention.metrics.order_segments import counted_money, purchases_sql
from retention.metrics.periods import elapsed_sql, first_in_period_sql
from retention.metrics.scope import Scope, notes_of, scope_of, small_numbers
from retention.metrics.triangle import Triangle, open_cells, triangle_of
from retention.shop.shop import Shop
from retention.values import Caveat, Clock, Grain, Mode, Note, OrderSegment, Result, Segment

COLUMNS = DEFINITIONS["cohort_retention"].column_names


def cohort_retention(
    shop: Shop,
    *,
    grain: Grain = Grain.MONTH,
    mode: Mode = Mode.IN_PERIOD,
    clock: Clock | None = None,
    events: str | None = None,
    segment: Segment | None = None,
    orders: OrderSegment | None = None,
    as_of: date | None = None,
) -> Result:
    """Customers of each cohort who bought in period k, in k or later, or again by the end of k.

    Grain: one cohort and period k that its oldest member has begun; after them one row `all` for each k.
    Unit: people, shares 0..1, money of the shop.
    Counts: customers by the first of all their purchases; orders and revenue are those of period k in every
        mode; money dated before the first purchase is in no cell. Customers whose first order lies before
        the data, by a list of customers, are in no cohort. `orders` restricts what counts as activity, orders
        and revenue; cohort and size stay those of the first of all purchases, so period 0 may be below 1.
        `events` names windows of days (black_friday, a shop's own sale): cohorts are then those who first
        bought in them, by year, beside those who did on the other days of the same months, both by age; rows
        with the bare name and `other_days` hold all years together, in the place of `all`.
    Open: `is_complete` is False until period k has ended for the whole cohort; rows `all` hold complete
        cells only.
    Empty: no rows where nobody has purchased; no average order value where nothing was bought.
    SQL: metrics/cohort_retention.sql; metrics/cohort_retention_orders.sql with `orders`
    Source: P. Fader, B. Hardie (2001), Forecasting Repeat Sales at CDNOW, Interfaces 31(3); interval by
        E. B. Wilson (1927), JASA 22(158).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, order_field_unknown, event_unknown, event_not_covered,
        events_by_age.

    Parameters
    ----------
    clock
        None = by the calendar; by age where `events` are asked about.

    Examples
    --------
    >>> together = cohort_retention(shop, mode=Mode.CUMULATIVE).rows.query("cohort == 'all'")
    >>> together[["period", "customers", "size"]].to_numpy().tolist()
    [[0, 1, 5], [1, 3, 4], [2, 2, 2]]
    """
    scope = scope_of(shop, as_of, segment)
    clock = _clock(clock, events)
    cohorts = cohorts_of(scope, grain, events)
    scope = members_of(scope, cohorts)
    age_days = grain.age_days if clock is Clock.AGE else None
    triangle = triangle_of(_cells(scope, cohorts, clock, mode, orders), cohorts, scope.as_of, age_days)
    rows = _table(triangle, _measures(triangle, mode), cohorts)
    older = older_customers(scope, cohorts.starts(triangle.cohort))
    grows, small = _may_still_grow(mode, triangle), small_numbers(triangle.size)
    notes = notes_of(scope, older, open_cells(triangle), grows, small, large_customer(scope.coverage))
    facts = {"grain": grain.value, "mode": mode.value, "clock": clock.value, "events": events}
    return Result("cohort_retention", rows, scope.as_of, notes, facts)


def _clock(clock: Clock | None, events: str | None) -> Clock:
    """Windows of days begin and end anywhere in a month: their cohorts can only be followed by age."""
    if events and clock is Clock.CALENDAR:
        raise MetricRefused("events_by_age")
    return Clock.AGE if events else clock or Clock.CALENDAR


def _cells(
    scope: Scope, cohorts: Cohorts, clock: Clock, mode: Mode, orders: OrderSegment | None
) -> pd.DataFrame:
    grain = cohorts.grain
    days, previous_on = "days_since_first", "(purchased_on - days_since_previous)"
    places = {
        "cohort": cohorts.sql(),
        "period": elapsed_sql(grain, clock, "purchased_on", days),
        "money_period": elapsed_sql(grain, clock, "moved_on", "moved_on - first_on"),
    }
    if orders and orders.conditions:
        chosen, values = purchases_sql(orders)
        money, _ = counted_money(orders, "other_money")
        edges = str(mode is not Mode.IN_PERIOD).lower()
        return scope.query(
            "cohort_retention_orders", values, chosen=chosen, money=money, are_edges_wanted=edges, **places
        )
    return scope.query(
        "cohort_retention",
        None,
        previous_period=elapsed_sql(grain, clock, previous_on, f"{days} - days_since_previous"),
        is_first=first_in_period_sql(grain, clock),
        is_last_wanted=str(mode is Mode.ON_OR_AFTER).lower(),
        are_days_wanted=str(clock is Clock.AGE).lower(),
        **places,
    )


def _came_back(triangle: Triangle, mode: Mode) -> NDArray[Any]:
    if mode is Mode.CUMULATIVE:
        return np.cumsum(triangle.matrix("second_customers", np.int64), axis=1)
    if mode is Mode.ON_OR_AFTER:  # those whose last purchase lies in period k or later
        return np.cumsum(triangle.matrix("last_customers", np.int64)[:, ::-1], axis=1)[:, ::-1]
    return triangle.matrix("customers", np.int64)


_Grid = NDArray[Any]


@dataclass(frozen=True)
class _Measures:
    """What is counted in each cell."""

    customers: _Grid
    orders: _Grid
    revenue: _Grid
    cumulative: _Grid
    gross: _Grid

    def each(self, taken: Callable[[_Grid], _Grid]) -> tuple[_Grid, _Grid, _Grid, _Grid, _Grid]:
        """The measures in the order of the columns, each as `taken` picks or sums it."""
        before = taken(self.customers), taken(self.orders), taken(self.revenue)
        return *before, taken(self.cumulative), taken(self.gross)


def _measures(triangle: Triangle, mode: Mode) -> _Measures:
    revenue = triangle.matrix("revenue")
    return _Measures(
        _came_back(triangle, mode),
        triangle.matrix("orders", np.int64),
        revenue,
        np.cumsum(revenue, axis=1),
        triangle.matrix("gross"),
    )


def _table(triangle: Triangle, measures: _Measures, cohorts: Cohorts) -> pd.DataFrame:
    pools = [_pooled_rows(triangle, measures, *pool) for pool in cohorts.pools(triangle.cohort)]
    return pd.concat([_cohort_rows(triangle, measures, cohorts), *pools], ignore_index=True)


def _cohort_rows(triangle: Triangle, measures: _Measures, cohorts: Cohorts) -> pd.DataFrame:
    row, period = np.nonzero(triangle.begun)
    return _rows(
        cohorts.names(triangle.cohort)[row],
        triangle.size[row],
        period,
        *measures.each(lambda grid: grid[row, period]),
        triangle.complete[row, period],
        np.ones(len(row), dtype=np.int64),
    )


def _pooled_rows(triangle: Triangle, measures: _Measures, name: str, rows: Mask) -> pd.DataFrame:
    period = triangle.pooled_periods(rows)
    return _rows(
        np.full(len(period), name, dtype=object),
        triangle.pooled(triangle.size[:, None], rows),
        period,
        *measures.each(lambda grid: triangle.pooled(grid, rows)),
        np.ones(len(period), dtype=bool),
        triangle.complete[rows].sum(axis=0)[period],
    )


def _rows(
    cohort: Any,
    size: Any,
    period: Any,
    customers: Any,
    orders: Any,
    revenue: Any,
    cumulative: Any,
    gross: Any,
    is_complete: Any,
    cohorts: Any,
) -> pd.DataFrame:
    low, high = wilson(customers, size)
    columns = (
        pd.Series(cohort, dtype=object),
        size,
        period,
        customers,
        ratio(customers, size),
        low,
        high,
        orders,
        revenue,
        ratio(cumulative, size),
        ratio(gross, orders),
        is_complete,
        cohorts,
    )
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


def _may_still_grow(mode: Mode, triangle: Triangle) -> Note | None:
    return Note(Caveat.MAY_STILL_GROW) if mode is Mode.ON_OR_AFTER and triangle.begun.any() else None
