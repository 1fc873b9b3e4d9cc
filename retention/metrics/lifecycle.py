"""Who bought in each period: new, returning or back after a pause; and who paused?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from retention.metrics.intervals import ratio
from retention.metrics.older import older_customers
from retention.metrics.periods import index_of, index_sql, last_closed, starts_of
from retention.metrics.scope import notes_of, scope_of
from retention.shop.shop import Shop
from retention.values import Caveat, Grain, Note, Result, Segment


def lifecycle(
    shop: Shop, *, grain: Grain = Grain.MONTH, segment: Segment | None = None, as_of: date | None = None
) -> Result:
    """Growth accounting: the buyers of each period by what they did in the period before.

    Grain: one calendar period, from that of the first purchase to that of `as_of`, without holes.
    Unit: people.
    Counts: new = first purchase in the period; returning = bought in the period before, too; resurrected =
        bought earlier, not in the period before. new + returning + resurrected = customers, exactly.
        dormant = bought in the period before, not in this one. Customers whose first order lies before the
        data, by a list of customers, are never new: their first purchase in the data is a return.
    Open: `is_open` marks the period of `as_of` unless it ends on that day; its dormant can still come.
    Empty: no quick ratio where nobody is dormant; no rows where nobody has purchased.
    SQL: metrics/lifecycle.sql
    Source: J. Hsu, Social Capital (2015), Accounting for User Growth.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> lifecycle(shop).rows[["new", "returning", "resurrected", "dormant"]].to_numpy().tolist()
    [[2, 0, 0, 0], [2, 1, 0, 1], [1, 1, 1, 2], [0, 1, 0, 2]]
    """
    scope = scope_of(shop, as_of, segment)
    bought = scope.query(
        "lifecycle",
        period=index_sql(grain, "purchased_on"),
        previous_period=index_sql(grain, "(purchased_on - days_since_previous)"),
    )
    rows = _rows(bought, grain, scope.as_of)
    open_period = Note(Caveat.OPEN_PERIOD, {"count": 1}) if rows["is_open"].any() else None
    older = older_customers(scope, rows["period"][rows["new"] > 0].tolist())
    return Result("lifecycle", rows, scope.as_of, notes_of(scope, older, open_period), {"grain": grain.value})


def _rows(bought: pd.DataFrame, grain: Grain, as_of: date) -> pd.DataFrame:
    first = int(bought["period_index"].min()) if len(bought) else index_of(grain, as_of) + 1
    index = np.arange(first, index_of(grain, as_of) + 1)
    counts = bought.set_index("period_index").reindex(index, fill_value=0).astype(np.int64)
    customers, new, returning = (counts[name].to_numpy() for name in ("customers", "new", "returning"))
    dormant = np.concatenate([[0], customers[:-1]])[: len(index)] - returning
    return pd.DataFrame(
        {
            "period": starts_of(grain, index),
            "new": new,
            "returning": returning,
            "resurrected": customers - new - returning,
            "dormant": dormant,
            "customers": customers,
            "quick_ratio": ratio(customers - returning, dormant),
            "is_open": index > last_closed(grain, as_of),
        }
    )
