"""After how many days without a purchase is a customer counted as churned?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from retention.errors import MetricRefused
from retention.metrics.scope import Scope, scope_of
from retention.shop.shop import Shop
from retention.values import Caveat, Note

SHORTEST, LONGEST_WITHOUT_GAPS, LONGEST_HORIZON = 30, 180, 365
ENOUGH_GAPS = 50
LOW, HIGH = 1, 3650
"""Windows that a user may fix, in days."""


@dataclass(frozen=True)
class ChurnWindow:
    """The window W and where it comes from.

    `horizon` is H: gaps count when they could be followed for H days and ended within them; `percentile` is
    the 90th percentile of these `gaps` in days (None when there are none, or the window is fixed).
    """

    days: int
    is_auto: bool
    gaps: int = 0
    horizon: int = 0
    percentile: float | None = None

    @property
    def has_few_gaps(self) -> bool:
        """The automatic window rests on a fallback, not on the customers' own rhythm."""
        return self.is_auto and self.gaps < ENOUGH_GAPS

    @property
    def facts(self) -> dict[str, Any]:
        """The single values that a churn result carries."""
        return {
            "window_days": self.days,
            "is_auto": self.is_auto,
            "gaps": self.gaps,
            "horizon_days": self.horizon,
            "percentile_days": self.percentile,
        }

    @property
    def note(self) -> Note | None:
        """The caveat few_gaps, where it holds."""
        fields = {"count": self.gaps, "needed": ENOUGH_GAPS, "window_days": self.days}
        return Note(Caveat.FEW_GAPS, fields) if self.has_few_gaps else None


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
    if window is not None:
        return _fixed(window)
    horizon = min(LONGEST_HORIZON, ((scope.as_of - scope.data_start).days + 1) // 2)
    found = scope.shop.records("metrics/churn_window", {"as_of": scope.as_of, "horizon": horizon})[0]
    gaps, tenths = int(found["gaps"]), found["tenths"]
    if gaps < ENOUGH_GAPS:
        days = max(SHORTEST, min(LONGEST_WITHOUT_GAPS, horizon))
    else:
        days = max(SHORTEST, min(horizon, -(-tenths // 10)))
    return ChurnWindow(days, True, gaps, horizon, None if tenths is None else tenths / 10)


def _fixed(window: int) -> ChurnWindow:
    if not LOW <= window <= HIGH:
        raise MetricRefused("window_wrong", low=LOW, high=HIGH, found=window)
    return ChurnWindow(window, False)
