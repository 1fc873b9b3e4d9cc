"""Who first appears early in the data may have bought before it."""

from __future__ import annotations

from datetime import date, timedelta

from retention.metrics.churn_window import window_of
from retention.metrics.scope import Scope
from retention.values import Caveat, Note


def older_customers(scope: Scope, starts: list[date], first_on: date | None = None) -> Note | None:
    """The caveat, when first purchases lie within one churn window after the data start.

    `starts` are the first days of the periods that speak of first purchases; the note counts those that begin
    too early. `first_on` is the earliest first purchase of the group, where the caller knows it. No note when
    a list of customers gives the first orders of all who appear so early.
    """
    window = window_of(scope).days
    until = scope.data_start + timedelta(days=window)
    count = sum(start < until for start in starts)
    if not count or not _has_unknown_pasts(scope, until, first_on):
        return None
    return Note(Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, {"until": until, "window_days": window, "count": count})


def _has_unknown_pasts(scope: Scope, until: date, first_on: date | None) -> bool:
    """Somebody appears so early and may have bought before."""
    if first_on and not scope.shop.records("shop/known_first_orders")[0]["are_known"]:
        return first_on < until
    return not scope.query("unknown_pasts", {"until": until}).empty
