"""What has a customer brought so far, by age?"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from retention.metrics.cohorts import Cohorts, Mask, cohorts_of, members_of
from retention.metrics.intervals import ratio
from retention.metrics.large_customer import large_customer
from retention.metrics.margin import Value, margin, value_of
from retention.metrics.older import older_customers
from retention.metrics.scope import notes_of, scope_of
from retention.metrics.triangle import open_cells
from retention.shop.shop import Shop
from retention.values import Grain, OrderSegment, Result, Segment


def lifetime_value(
    shop: Shop,
    *,
    grain: Grain = Grain.MONTH,
    events: str | None = None,
    segment: Segment | None = None,
    orders: OrderSegment | None = None,
    as_of: date | None = None,
) -> Result:
    """Net revenue to date per customer of each cohort, by age in months of 30 days: the observed part of LTV.

    Grain: one cohort and age month that its oldest member has begun; after them one row `all` for each month.
    Unit: people, money of the shop.
    Counts: all money from the first purchase to the end of age month k, divided by all members, also those
        who never returned; money dated before the first purchase has no age. Customers whose first order
        lies before the data, by a list of customers, are in no cohort.
        `orders` lets only the money of some orders count, divided by all members of the cohort.
        `events` names windows of days in the place of the grain: see cohort_retention.
    Open: `is_complete` is False until the youngest member has lived through the month and the cohort is
        closed; rows `all` hold complete cells only.
    Margin: net revenue − cost of goods where the cost of every purchase up to then is known, else net
        revenue × the shop's gross margin. The facts say which of the two was used.
    Empty: no rows where nobody has purchased; no margin where neither cost nor gross margin is known.
    SQL: metrics/lifetime_value.sql, metrics/lifetime_cost.sql
    Source: P. Fader, B. Hardie, K. L. Lee (2005), RFM and CLV, Journal of Marketing Research 42(4);
        S. Gupta, D. Lehmann, J. Stuart (2004), Valuing Customers, Journal of Marketing Research 41(1).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, order_field_unknown, event_unknown, event_not_covered.

    Examples
    --------
    >>> together = lifetime_value(shop).rows.query("cohort == 'all'")
    >>> together[["age_months", "size", "revenue_per_customer"]].to_numpy().tolist()
    [[0.0, 4.0, 65.0], [1.0, 2.0, 75.0]]
    """
    scope = scope_of(shop, as_of, segment)
    cohorts = cohorts_of(scope, grain, events)
    scope = members_of(scope, cohorts)
    value = value_of(scope, cohorts, orders)
    triangle = value.triangle
    pools = [_pooled_rows(value, name, rows) for name, rows in cohorts.pools(triangle.cohort)]
    table = pd.concat([_cohort_rows(value, cohorts), *pools], ignore_index=True)
    notes = notes_of(
        scope,
        older_customers(scope, cohorts.starts(triangle.cohort)),
        open_cells(triangle),
        large_customer(scope.coverage),
    )
    facts = {"grain": grain.value, "events": events, **_margin_facts(value)}
    return Result("lifetime_value", table, scope.as_of, notes, facts)


def _margin_facts(value: Value) -> dict[str, Any]:
    """Where the margin comes from: `cost`, `setting`, both or neither."""
    by_cost = value.triangle.begun & (value.without_cost == 0)
    by_setting = value.triangle.begun & (value.without_cost > 0)
    said = value.gross_margin is not None
    sources = [
        name for name, holds in (("cost", by_cost.any()), ("setting", said and by_setting.any())) if holds
    ]
    return {"gross_margin": value.gross_margin, "margin_from": tuple(sources)}


def _cohort_rows(value: Value, cohorts: Cohorts) -> pd.DataFrame:
    triangle = value.triangle
    row, age = np.nonzero(triangle.begun)
    sums = (grid[row, age] for grid in (value.revenue, value.cost, value.without_cost))
    cohort = cohorts.names(triangle.cohort)[row]
    return _rows(cohort, triangle.size[row], age, triangle.complete[row, age], value.gross_margin, *sums)


def _pooled_rows(value: Value, name: str, rows: Mask) -> pd.DataFrame:
    triangle = value.triangle
    age = triangle.pooled_periods(rows)
    sums = (triangle.pooled(grid, rows) for grid in (value.revenue, value.cost, value.without_cost))
    cohort, complete = np.full(len(age), name, dtype=object), np.ones(len(age), dtype=bool)
    size = triangle.pooled(triangle.size[:, None], rows)
    return _rows(cohort, size, age, complete, value.gross_margin, *sums)


def _rows(
    cohort: Any,
    size: Any,
    age: Any,
    is_complete: Any,
    gross_margin: float | None,
    revenue: Any,
    cost: Any,
    without_cost: Any,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cohort": pd.Series(cohort, dtype=object),
            "size": size,
            "age_months": age,
            "revenue_per_customer": ratio(revenue, size),
            "margin_per_customer": ratio(margin(revenue, cost, without_cost, gross_margin), size),
            "is_complete": is_complete,
        }
    )
