"""When do customers buy: in which months, on which days, at which hours?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.metrics.large_customer import large_customer
from retention.metrics.scope import notes_of, scope_of
from retention.shop.shop import Shop
from retention.values import Result, Segment


def timing(shop: Shop, *, segment: Segment | None = None, as_of: date | None = None) -> Result:
    """Purchases and their revenue by day of the month, month of the year, and weekday with hour.

    Grain: one value of one part: `day` 1 to 31, `month` 1 to 12, `weekday_hour` 1-00 (Monday) to 7-23.
    Unit: purchases, money of the shop.
    Counts: by the shop's wall clock; revenue = amounts less what was given back of these purchases by
        `as_of`. Refunds that are rows of their own belong to no purchase and are left out.
    Open: sums over all the data: a month that the data hold twice counts twice.
    Empty: no row for a value without purchases.
    SQL: metrics/timing.sql
    Source: the definitions of this product, section 10.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> timing(shop).rows.query("part == 'month'")[["value", "purchases"]].to_numpy().tolist()
    [['1', 3], ['2', 3], ['3', 3], ['4', 1]]
    """
    scope = scope_of(shop, as_of, segment)
    return Result(
        "timing",
        _in_number_order(scope.query("timing")),
        scope.as_of,
        notes_of(scope, large_customer(scope.coverage)),
    )


def _in_number_order(rows: pd.DataFrame) -> pd.DataFrame:
    """2 before 10, though values are text: shorter ones first."""
    widths = rows.assign(width=rows["value"].str.len())
    return widths.sort_values(["part", "width", "value"], ignore_index=True).drop(columns="width")
