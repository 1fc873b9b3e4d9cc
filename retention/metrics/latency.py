"""How many days pass between one purchase and the next?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.metrics.order_segments import counted_purchases
from retention.metrics.scope import notes_of, scope_of
from retention.shop.shop import Shop
from retention.values import OrderSegment, Result, Segment

ALL = "all"


def latency(
    shop: Shop,
    *,
    segment: Segment | None = None,
    orders: OrderSegment | None = None,
    as_of: date | None = None,
) -> Result:
    """Gaps between consecutive purchases by their length: the histogram beside the churn window.

    Grain: one order number n (the gap n → n + 1) and length in days; then `all` order numbers together.
    Unit: days, gaps.
    Counts: every gap that has ended by `as_of`; dates, not times: two purchases on one day are 0 apart. Customers
        whose first order lies before the data, by a list of customers, are in `all` alone.
        `orders` lets only some purchases count: gaps and numbers n are then those among these purchases.
    Open: gaps that have not ended are not in it: long gaps are still rare in a young shop.
    Empty: no row for a length that never occurs.
    SQL: metrics/latency.sql
    Source: the definitions of this product, section 5.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, order_field_unknown.

    Examples
    --------
    >>> latency(shop).facts["gaps"]
    5
    """
    scope = scope_of(shop, as_of, segment)
    purchases, values = counted_purchases(orders)
    rows = scope.query("latency", values, purchases=purchases)
    numbers = [ALL if pd.isna(number) else int(number) for number in rows["order_number"]]
    rows["order_number"] = pd.Series(numbers, dtype=object)
    together = rows.loc[rows["order_number"] == ALL, "gaps"]
    return Result("latency", rows, scope.as_of, notes_of(scope), {"gaps": int(together.sum())})
