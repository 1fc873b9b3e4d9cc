"""After how many days without a purchase is a customer counted as churned?"""

from __future__ import annotations

from datetime import date

from retention.metrics.scope import Scope, scope_of
from retention.metrics.window import ChurnWindow, auto_window, fixed_window
from retention.shop.shop import Shop


def churn_window(shop: Shop, as_of: date | None = None, window: int | None = None) -> ChurnWindow:
    """The fixed window, or the automatic one of the whole shop (the same for every segment).

    Grain: one window for the shop.
    Unit: days.
    Counts: gaps between consecutive purchases that began at least H days before `as_of` and ended within
        H days, H = half of the days covered, at most 365; same-day gaps count as 0.
    Open: gaps that have not ended are left out, as are gaps too young to have been followed for H days.
    Empty: with fewer than 50 gaps max(30, min(180, H)), and the caveat few_gaps.
    SQL: metrics/churn_window.sql
    Source: percentile as definition 7 of R. Hyndman, Y. Fan (1996), The American Statistician 50(4).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, window_wrong.

    Examples
    --------
    >>> ChurnWindow(days=90, is_auto=False).has_few_gaps
    False
    """
    return window_of(scope_of(shop, as_of), window)


def window_of(scope: Scope, window: int | None = None) -> ChurnWindow:
    """The window of a checked question."""
    return auto_window(scope.shop, scope.as_of, scope.data_start) if window is None else fixed_window(window)
