"""How much of the revenue comes from repeat purchases, and how much from the best tenth of the customers?"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from retention.metrics.intervals import Floats, ratio
from retention.metrics.large_customer import large_customer
from retention.metrics.older import older_customers
from retention.metrics.periods import index_of, index_sql, last_closed, spread, starts_of
from retention.metrics.scope import Scope, notes_of, part, scope_of
from retention.shop.shop import Shop
from retention.values import Caveat, Grain, Note, Result, Segment


def concentration(
    shop: Shop, *, grain: Grain = Grain.MONTH, segment: Segment | None = None, as_of: date | None = None
) -> Result:
    """Net revenue of each period with the parts of repeat purchases and of the best tenth of its customers.

    Grain: one calendar period, from the first in which money moved to that of `as_of`, without holes.
    Unit: money of the shop, shares 0..1.
    Counts: net revenue holds anonymous orders too, unless a segment is looked at. Repeat = purchases
        numbered 2 or later, less what was given back of them; refunds that name no order are in net revenue
        alone. Best tenth = ceil(N / 10) of the N customers who bought in the period, by net revenue in it.
    Open: `is_open` marks the period of `as_of` unless it ends on that day.
    Empty: no shares where net revenue is not above 0; no best tenth where nobody bought.
    Facts: what one lost customer of the best tenth is worth in new customers: `vip_customers`,
        `vip_revenue_365` (mean of the 365 days to `as_of`), `new_customers` (whose first 365 days are over),
        `new_revenue_365` (mean of these), `new_customers_per_vip` (their quotient).
    SQL: metrics/concentration.sql, metrics/lost_vip.sql
    Source: D. Schmittlein, L. Cooper, D. Morrison (1993), Truth in Concentration in the Land of (80/20)
        Laws, Marketing Science 12(2).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> concentration(shop).rows["repeat_revenue"].tolist()
    [20.0, 50.0, 100.0, 100.0]
    """
    scope = scope_of(shop, as_of, segment)
    rows = _rows(scope, grain)
    open_period = Note(Caveat.OPEN_PERIOD, {"count": 1}) if rows["is_open"].any() else None
    notes = notes_of(
        scope, older_customers(scope, rows["period"].tolist()), open_period, large_customer(scope.coverage)
    )
    return Result("concentration", rows, scope.as_of, notes, {"grain": grain.value, **_lost_vip(scope)})


def _rows(scope: Scope, grain: Grain) -> pd.DataFrame:
    found = scope.query(
        "concentration",
        period=index_sql(grain, "moved_on"),
        bought_period=index_sql(grain, "purchased_on"),
        best_tenth=part("best_tenth"),
    )
    last = index_of(grain, scope.as_of)
    index = np.arange(int(found["period_index"].min()), last + 1) if len(found) else np.arange(0)
    net, repeat, customers, top = (
        spread(found, column, index)
        for column in ("net_revenue", "repeat_revenue", "customers", "top_revenue")
    )
    return pd.DataFrame(
        {
            "period": starts_of(grain, index),
            "net_revenue": net,
            "repeat_revenue": repeat,
            "repeat_share": _part(repeat, net),
            "top_decile_share": np.where(customers > 0, _part(top, net), np.nan),
            "is_open": index > last_closed(grain, scope.as_of),
        }
    )


def _part(part: Any, whole: Any) -> Floats:
    """The share, none of a whole that is not above 0: more was given back than sold."""
    return ratio(part, np.where(whole > 0, whole, 0))


def _lost_vip(scope: Scope) -> dict[str, Any]:
    found = scope.query("lost_vip").iloc[0]
    vip, new = (_mean(found[f"{who}_revenue"], int(found[f"{who}_customers"])) for who in ("vip", "new"))
    return {
        "vip_customers": int(found["vip_customers"]),
        "vip_revenue_365": vip,
        "new_customers": int(found["new_customers"]),
        "new_revenue_365": new,
        "new_customers_per_vip": vip / new if vip is not None and new is not None and new > 0 else None,
    }


def _mean(revenue: Any, customers: int) -> float | None:
    return float(revenue) / customers if customers else None
