"""How many active customers stop buying, period by period?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from retention.metrics.churn_window import window_of
from retention.metrics.intervals import ratio, wilson
from retention.metrics.periods import index_of, index_sql, last_closed, spread, starts_of
from retention.metrics.scope import Scope, notes_of, part, scope_of, small_numbers
from retention.shop.shop import Shop
from retention.values import Caveat, Grain, Note, Result, Segment


def churn(
    shop: Shop,
    *,
    grain: Grain = Grain.MONTH,
    window: int | None = None,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The active base at the start and end of each period, and who came, came back and left in between.

    Grain: one calendar period, from that of the first purchase to that of `as_of`, without holes.
    Unit: people at start and end, events between them, shares 0..1, money of the shop, days.
    Counts: active = the last purchase is less than W days old at the end of the day; churned W days after
        it, without another. active_end = active_start + new + resurrected − churned, exactly.
    Open: `is_open` marks the period of `as_of` unless it ends on that day.
    Empty: no rate where nobody was active at the start; no range where more churned than were active.
    SQL: metrics/churn.sql, metrics/churned_revenue.sql, metrics/churn_window.sql
    Source: P. Fader, B. Hardie (2009), Probability Models for Customer-Base Analysis, Journal of Interactive
        Marketing 23(1); E. B. Wilson (1927), JASA 22(158).

    Parameters
    ----------
    window
        W in days; None = the automatic window of the whole shop. The facts say which, and what it rests on.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, window_wrong.

    Examples
    --------
    >>> churn(shop, window=30).rows["active_end"].tolist()
    [2, 3, 3, 2]
    """
    scope = scope_of(shop, as_of, segment)
    days = window_of(scope, window)
    rows = _rows(scope, grain, days.days)
    open_period = Note(Caveat.OPEN_PERIOD, {"count": 1}) if rows["is_open"].any() else None
    notes = notes_of(scope, days.note, open_period, small_numbers(rows["active_start"]))
    return Result("churn", rows, scope.as_of, notes, {"grain": grain.value, **days.facts})


def _rows(scope: Scope, grain: Grain, window: int) -> pd.DataFrame:
    moved = scope.query("churn", {"window": window}, period=index_sql(grain, "happened_on"))
    last = index_of(grain, scope.as_of)
    index = np.arange(int(moved["period_index"].min()), last + 1) if len(moved) else np.arange(0)
    new, resurrected, churned = (
        spread(moved, column, index).astype(np.int64) for column in ("new", "resurrected", "churned")
    )
    active_end = np.cumsum(new + resurrected - churned)
    active_start = active_end - new - resurrected + churned
    low, high = wilson(churned, active_start)
    return pd.DataFrame(
        {
            "period": starts_of(grain, index),
            "active_start": active_start,
            "new": new,
            "resurrected": resurrected,
            "churned": churned,
            "active_end": active_end,
            "churn_rate": ratio(churned, active_start),
            "rate_low": low,
            "rate_high": high,
            "churned_revenue_365": spread(_revenue(scope, grain, window), "revenue", index),
            "window_days": np.full(len(index), window, dtype=np.int64),
            "is_open": index > last_closed(grain, scope.as_of),
        }
    )


def _revenue(scope: Scope, grain: Grain, window: int) -> pd.DataFrame:
    return scope.query(
        "churned_revenue",
        {"window": window},
        churn_events=part("churn_events"),
        period=index_sql(grain, "churned_on"),
    )
