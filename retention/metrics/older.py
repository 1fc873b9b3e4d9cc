"""Who first appears early in the data may have bought before it."""

from __future__ import annotations

from datetime import date, timedelta

from retention.metrics.churn_window import window_of
from retention.metrics.scope import Scope
from retention.values import Caveat, Note


def older_customers(scope: Scope, starts: list[date]) -> Note | None:
    """The caveat, when first purchases lie within one churn window after the data start.

    `starts` are the first days of the periods that speak of first purchases; the note counts those that begin
    too early. No note when a list of customers gives the first orders of all who appear so early.
    """
    window = window_of(scope).days
    until = scope.data_start + timedelta(days=window)
    count = sum(start < until for start in starts)
    if not count or scope.query("unknown_pasts", {"until": until}).empty:
        return None
    return Note(Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, {"until": until, "window_days": window, "count": count})
