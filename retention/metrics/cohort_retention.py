"""Do customers come back, by the period of their first purchase?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from retention.definitions import DEFINITIONS
from retention.metrics.intervals import ratio, wilson
from retention.metrics.older import older_customers
from retention.metrics.order_segments import matching_sql
from retention.metrics.periods import (
    day_in_period_sql,
    elapsed_sql,
    index_of,
    index_sql,
    last_closed,
    starts_of,
)
from retention.metrics.scope import Scope, notes_of, scope_of, small_numbers
from retention.shop.shop import Shop
from retention.values import Caveat, Clock, Grain, Mode, Note, OrderSegment, Result, Segment

ALL = "all"
COLUMNS = DEFINITIONS["cohort_retention"].column_names


def cohort_retention(
    shop: Shop,
    *,
    grain: Grain = Grain.MONTH,
    mode: Mode = Mode.IN_PERIOD,
    clock: Clock = Clock.CALENDAR,
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
    Open: `is_complete` is False until period k has ended for the whole cohort; rows `all` hold complete
        cells only.
    Empty: no rows where nobody has purchased; no average order value where nothing was bought.
    SQL: metrics/cohort_retention.sql; metrics/cohort_retention_orders.sql with `orders`
    Source: P. Fader, B. Hardie (2001), Forecasting Repeat Sales at CDNOW, Interfaces 31(3); interval by
        E. B. Wilson (1927), JASA 22(158).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, order_field_unknown.

    Examples
    --------
    >>> together = cohort_retention(shop, mode=Mode.CUMULATIVE).rows.query("cohort == 'all'")
    >>> together[["period", "customers", "size"]].to_numpy().tolist()
    [[0, 1, 5], [1, 3, 4], [2, 2, 2]]
    """
    scope = scope_of(shop, as_of, segment)
    triangle = _triangle(_cells(scope, grain, clock, mode, orders), mode, grain, clock, scope.as_of)
    rows = pd.concat([_cohort_rows(triangle, grain), _pooled_rows(triangle)], ignore_index=True)
    notes = notes_of(
        scope,
        older_customers(scope, starts_of(grain, triangle.cohort).tolist()),
        _open_period(triangle),
        _may_still_grow(mode, triangle),
        small_numbers(triangle.size),
    )
    return Result(
        "cohort_retention",
        rows,
        scope.as_of,
        notes,
        {"grain": grain.value, "mode": mode.value, "clock": clock.value},
    )


def _cells(scope: Scope, grain: Grain, clock: Clock, mode: Mode, orders: OrderSegment | None) -> pd.DataFrame:
    days, previous_on = "days_since_first", "(purchased_on - days_since_previous)"
    places = {
        "cohort": index_sql(grain, "first_on"),
        "period": elapsed_sql(grain, clock, "purchased_on", days),
        "money_period": elapsed_sql(grain, clock, "moved_on", "moved_on - first_on"),
    }
    if orders and orders.conditions:
        matching, values = matching_sql(orders)
        return scope.query("cohort_retention_orders", values, matching=matching, **places)
    return scope.query(
        "cohort_retention",
        None,
        previous_period=elapsed_sql(grain, clock, previous_on, f"{days} - days_since_previous"),
        day_in_period=day_in_period_sql(grain, clock, "purchased_on", days),
        is_last_wanted=str(mode is Mode.ON_OR_AFTER).lower(),
        **places,
    )


@dataclass(frozen=True)
class _Triangle:
    """Cohorts × periods as matrices; cells that have not begun are outside `begun`."""

    cohort: NDArray[Any]
    size: NDArray[Any]
    customers: NDArray[Any]
    orders: NDArray[Any]
    gross: NDArray[Any]
    revenue: NDArray[Any]
    begun: NDArray[np.bool_]
    complete: NDArray[np.bool_]

    @property
    def cumulative(self) -> NDArray[Any]:
        """Revenue of periods 0..k."""
        return np.cumsum(self.revenue, axis=1)


def _triangle(cells: pd.DataFrame, mode: Mode, grain: Grain, clock: Clock, as_of: date) -> _Triangle:
    first = cells[cells["period_index"] == 0]
    cohort = first["cohort_index"].to_numpy(dtype=np.int64)
    begun_to, complete_to = _reach(first, cohort, grain, clock, as_of)
    periods = np.arange(int(begun_to.max(initial=-1)) + 1)

    def matrix(column: str, kind: type) -> NDArray[Any]:
        grid: NDArray[Any] = np.zeros((len(cohort), len(periods)), dtype=kind)
        grid[np.searchsorted(cohort, cells["cohort_index"]), cells["period_index"].to_numpy()] = cells[column]
        return grid

    return _Triangle(
        cohort=cohort,
        size=first["size"].to_numpy(dtype=np.int64),
        customers=_came_back(matrix, mode),
        orders=matrix("orders", np.int64),
        gross=matrix("gross", float),
        revenue=matrix("revenue", float),
        begun=periods <= begun_to[:, None],
        complete=periods <= complete_to[:, None],
    )


def _came_back(matrix: Any, mode: Mode) -> NDArray[Any]:
    if mode is Mode.CUMULATIVE:
        return np.cumsum(matrix("second_customers", np.int64), axis=1)
    if mode is Mode.ON_OR_AFTER:  # those whose last purchase lies in period k or later
        return np.cumsum(matrix("last_customers", np.int64)[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(matrix("customers", np.int64))


def _reach(
    first: pd.DataFrame, cohort: NDArray[Any], grain: Grain, clock: Clock, as_of: date
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The last period that each cohort's oldest member has begun, and the last that is over for all."""
    closed = last_closed(grain, as_of)
    if clock is Clock.CALENDAR:
        return index_of(grain, as_of) - cohort, closed - cohort
    lived_oldest, lived_youngest = (
        (pd.Timestamp(as_of) - pd.to_datetime(first[column])).dt.days.to_numpy(dtype=np.int64)
        for column in ("oldest_on", "youngest_on")
    )
    complete = (lived_youngest + 1) // grain.age_days - 1
    return lived_oldest // grain.age_days, np.where(cohort <= closed, complete, -1)


def _cohort_rows(triangle: _Triangle, grain: Grain) -> pd.DataFrame:
    row, period = np.nonzero(triangle.begun)
    starts = starts_of(grain, triangle.cohort)
    return _rows(
        starts[row],
        triangle.size[row],
        period,
        triangle.customers[row, period],
        triangle.orders[row, period],
        triangle.revenue[row, period],
        triangle.cumulative[row, period],
        triangle.gross[row, period],
        triangle.complete[row, period],
        np.ones(len(row), dtype=np.int64),
    )


def _pooled_rows(triangle: _Triangle) -> pd.DataFrame:
    period = np.nonzero(triangle.complete.any(axis=0))[0]

    def pooled(grid: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(np.where(triangle.complete, grid, 0).sum(axis=0)[period])

    return _rows(
        np.full(len(period), ALL, dtype=object),
        pooled(triangle.size[:, None]),
        period,
        pooled(triangle.customers),
        pooled(triangle.orders),
        pooled(triangle.revenue),
        pooled(triangle.cumulative),
        pooled(triangle.gross),
        np.ones(len(period), dtype=bool),
        triangle.complete.sum(axis=0)[period],
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


def _open_period(triangle: _Triangle) -> Note | None:
    count = int((triangle.begun & ~triangle.complete).sum())
    return Note(Caveat.OPEN_PERIOD, {"count": count}) if count else None


def _may_still_grow(mode: Mode, triangle: _Triangle) -> Note | None:
    return Note(Caveat.MAY_STILL_GROW) if mode is Mode.ON_OR_AFTER and triangle.begun.any() else None
