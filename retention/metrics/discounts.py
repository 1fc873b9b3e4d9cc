"""How much of what is bought is bought at a discount?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from retention.metrics.intervals import ratio, wilson
from retention.metrics.large_customer import large_customer
from retention.metrics.periods import index_of, index_sql, last_closed, spread, starts_of
from retention.metrics.scope import Scope, notes_of, scope_of
from retention.shop.shop import Shop
from retention.values import Caveat, Grain, Note, Result, Segment


def discounts(
    shop: Shop, *, grain: Grain = Grain.MONTH, segment: Segment | None = None, as_of: date | None = None
) -> Result:
    """Purchases with a discount or coupon among all purchases, by period.

    Grain: one calendar period from that of the first purchase to that of `as_of`.
    Unit: purchases, shares 0..1, money of the shop.
    Counts: a coupon is a discount. Amounts are those of the purchases, whatever was given back of them.
    Open: `is_open` marks the period of `as_of` unless it ends on that day.
    Empty: no share where nothing was bought. Where the files name neither discounts nor coupons it is 0.
    SQL: metrics/discounts.sql
    Source: the definitions of this product, section 10; interval by E. B. Wilson (1927), JASA 22(158).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> discounts(shop).rows[["purchases", "discounted", "share"]].to_numpy().tolist()[0]
    [3.0, 0.0, 0.0]
    """
    scope = scope_of(shop, as_of, segment)
    rows = _rows(scope, grain)
    open_period = Note(Caveat.OPEN_PERIOD, {"count": 1}) if rows["is_open"].any() else None
    return Result(
        "discounts",
        rows,
        scope.as_of,
        notes_of(scope, open_period, large_customer(scope.coverage)),
        {"grain": grain.value},
    )


def _rows(scope: Scope, grain: Grain) -> pd.DataFrame:
    found = scope.query("discounts", period=index_sql(grain, "purchased_on"))
    first = found["period_index"].min() if len(found) else index_of(grain, scope.as_of) + 1
    index = np.arange(int(first), index_of(grain, scope.as_of) + 1)
    purchases, discounted = (
        spread(found, column, index).astype(np.int64) for column in ("purchases", "discounted")
    )
    low, high = wilson(discounted, purchases)
    return pd.DataFrame(
        {
            "period": starts_of(grain, index),
            "purchases": purchases,
            "discounted": discounted,
            "share": ratio(discounted, purchases),
            "share_low": low,
            "share_high": high,
            "amount": spread(found, "amount", index),
            "discounted_amount": spread(found, "discounted_amount", index),
            "is_open": index > last_closed(grain, scope.as_of),
        }
    )
