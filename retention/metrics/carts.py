"""How many carts are left, and how many visits end in a purchase?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from retention.metrics.intervals import ratio
from retention.metrics.periods import index_of, index_sql, last_closed, spread, starts_of
from retention.metrics.scope import Scope, notes_of, small_numbers
from retention.metrics.visits import visits_scope
from retention.shop.shop import Shop
from retention.values import Caveat, Grain, Note, Result, Segment

COUNTS = ("sessions", "cart_sessions", "abandoned", "bought")


def carts(
    shop: Shop,
    *,
    grain: Grain = Grain.MONTH,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """Visits of each period, those with a cart, those whose cart was left, and the share that bought.

    Grain: one calendar period, from that of the first visit to that of `as_of`, without holes.
    Unit: visits, shares 0..1.
    Counts: a visit belongs to the day on which it began; abandoned = a cart and no purchase in that visit.
    Open: `is_open` marks the period of `as_of` unless it ends on that day.
    Empty: no abandonment rate where no visit had a cart, no conversion where there were no visits.
    SQL: metrics/carts.sql
    Source: R. Close, M. Kukar-Kinney (2010), Beyond buying: motivations behind consumers' online shopping
        cart use, Journal of Business Research 63(9–10).

    Raises
    ------
    MetricRefused
        no_visits, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> carts(visited).rows[["sessions", "cart_sessions", "abandoned"]].to_numpy().tolist()
    [[2, 1, 0], [1, 1, 1], [2, 2, 1], [3, 1, 1]]
    """
    scope = visits_scope(shop, as_of, segment)
    rows = _rows(scope, grain)
    open_period = Note(Caveat.OPEN_PERIOD, {"count": 1}) if rows["is_open"].any() else None
    notes = notes_of(scope, open_period, small_numbers(rows["cart_sessions"]))
    return Result("carts", rows, scope.as_of, notes, {"grain": grain.value})


def _rows(scope: Scope, grain: Grain) -> pd.DataFrame:
    found = scope.query("carts", period=index_sql(grain, "visited_on"))
    last = index_of(grain, scope.as_of)
    index = np.arange(int(found["period_index"].min()), last + 1) if len(found) else np.arange(0)
    sessions, filled, left, bought = (spread(found, column, index).astype(np.int64) for column in COUNTS)
    return pd.DataFrame(
        {
            "period": starts_of(grain, index),
            "sessions": sessions,
            "cart_sessions": filled,
            "abandoned": left,
            "abandonment_rate": ratio(left, filled),
            "conversion": ratio(bought, sessions),
            "is_open": index > last_closed(grain, scope.as_of),
        }
    )
