"""How many days pass between one purchase and the next?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.large_customer import large_customer
from retention.metrics.order_segments import counted_purchases
from retention.metrics.scope import notes_of, scope_of
from retention.shop.shop import Shop
from retention.values import OrderSegment, Result, Segment, Subject

ALL = "all"


def latency(
    shop: Shop,
    *,
    by: Subject | None = None,
    segment: Segment | None = None,
    orders: OrderSegment | None = None,
    as_of: date | None = None,
) -> Result:
    """Gaps between consecutive purchases by their length: the histogram beside the churn window.

    Grain: one order number n (the gap n → n + 1) and length in days; then `all` order numbers together. With `by`
        the category: one category of the earlier purchase, that of its largest line that has one, and length; `all`
        holds the gaps after purchases without a category too.
    Unit: days, gaps.
    Counts: every gap that has ended by `as_of`; dates, not times: two purchases on one day are 0 apart. Customers
        whose first order lies before the data, by a list of customers, are in `all` alone.
        `orders` lets only some purchases count: gaps and numbers n are then those among these purchases.
    Open: gaps that have not ended are not in it: long gaps are still rare in a young shop.
    Empty: no row for a length that never occurs.
    SQL: metrics/latency.sql, metrics/latency_category.sql
    Source: the definitions of this product, section 5.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, order_field_unknown, value_unknown.

    Examples
    --------
    >>> latency(shop).facts["gaps"]
    5
    """
    scope = scope_of(shop, as_of, segment)
    purchases, values = counted_purchases(orders)
    name, key = _kind(by)
    rows = scope.query(name, values, purchases=purchases)
    rows[key] = pd.Series([_text(value) for value in rows[key]], dtype=object)
    together = rows.loc[rows[key] == ALL, "gaps"]
    return Result(
        "latency",
        rows,
        scope.as_of,
        notes_of(scope, large_customer(scope.coverage)),
        {"gaps": int(together.sum())},
    )


def _kind(by: Subject | None) -> tuple[str, str]:
    """The statement and what it tells the gaps apart by."""
    if by not in (None, Subject.CATEGORY):
        raise MetricRefused("value_unknown", option="by", found=by, known=Subject.CATEGORY)
    return ("latency_category", "category") if by else ("latency", "order_number")


def _text(value: str | float | None) -> str | int:
    if pd.isna(value):
        return ALL
    return value if isinstance(value, str) else int(value)
