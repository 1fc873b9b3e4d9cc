"""What has a customer brought so far, by age?"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from retention.metrics.intervals import ratio
from retention.metrics.margin import Value, margin, value_of
from retention.metrics.older import older_customers
from retention.metrics.periods import starts_of
from retention.metrics.scope import notes_of, scope_of
from retention.metrics.triangle import ALL, open_cells
from retention.shop.shop import Shop
from retention.values import Grain, Result, Segment


def lifetime_value(
    shop: Shop, *, grain: Grain = Grain.MONTH, segment: Segment | None = None, as_of: date | None = None
) -> Result:
    """Net revenue to date per customer of each cohort, by age in months of 30 days: the observed part of LTV.

    Grain: one cohort and age month that its oldest member has begun; after them one row `all` for each month.
    Unit: people, money of the shop.
    Counts: all money from the first purchase to the end of age month k, divided by all members, also those
        who never returned; money dated before the first purchase has no age. Customers whose first order
        lies before the data, by a list of customers, are in no cohort.
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
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> together = lifetime_value(shop).rows.query("cohort == 'all'")
    >>> together[["age_months", "size", "revenue_per_customer"]].to_numpy().tolist()
    [[0.0, 4.0, 65.0], [1.0, 2.0, 75.0]]
    """
    scope = scope_of(shop, as_of, segment)
    value = value_of(scope, grain)
    triangle = value.triangle
    rows = pd.concat([_cohort_rows(value, grain), _pooled_rows(value)], ignore_index=True)
    notes = notes_of(
        scope, older_customers(scope, starts_of(grain, triangle.cohort).tolist()), open_cells(triangle)
    )
    return Result("lifetime_value", rows, scope.as_of, notes, {"grain": grain.value, **_margin_facts(value)})


def _margin_facts(value: Value) -> dict[str, Any]:
    """Where the margin comes from: `cost`, `setting`, both or neither."""
    by_cost = value.triangle.begun & (value.without_cost == 0)
    by_setting = value.triangle.begun & (value.without_cost > 0)
    said = value.gross_margin is not None
    sources = [
        name for name, holds in (("cost", by_cost.any()), ("setting", said and by_setting.any())) if holds
    ]
    return {"gross_margin": value.gross_margin, "margin_from": tuple(sources)}


def _cohort_rows(value: Value, grain: Grain) -> pd.DataFrame:
    triangle = value.triangle
    row, age = np.nonzero(triangle.begun)
    sums = (grid[row, age] for grid in (value.revenue, value.cost, value.without_cost))
    cohort = starts_of(grain, triangle.cohort)[row]
    return _rows(cohort, triangle.size[row], age, triangle.complete[row, age], value.gross_margin, *sums)


def _pooled_rows(value: Value) -> pd.DataFrame:
    triangle = value.triangle
    age = triangle.pooled_periods
    sums = (triangle.pooled(grid) for grid in (value.revenue, value.cost, value.without_cost))
    cohort, complete = np.full(len(age), ALL, dtype=object), np.ones(len(age), dtype=bool)
    return _rows(cohort, triangle.pooled(triangle.size[:, None]), age, complete, value.gross_margin, *sums)


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
