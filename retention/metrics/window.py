"""The churn window of a shop, found by the rhythm of its customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from retention.errors import MetricRefused
from retention.shop.coverage import horizon_of
from retention.shop.shop import Shop
from retention.values import Caveat, Note

SHORTEST, LONGEST_WITHOUT_GAPS = 30, 180
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


def auto_window(shop: Shop, as_of: date, data_start: date) -> ChurnWindow:
    """The window that the gaps between purchases ask for (definitions, section 6)."""
    horizon = horizon_of(as_of, data_start)
    asked = {"as_of": as_of, "horizon": horizon}
    kept = shop.records("shop/known_window", asked)
    found = (kept or shop.records("metrics/churn_window", asked))[0]
    gaps, tenths = int(found["gaps"]), found["tenths"]
    if gaps < ENOUGH_GAPS:
        days = max(SHORTEST, min(LONGEST_WITHOUT_GAPS, horizon))
    else:
        days = max(SHORTEST, min(horizon, -(-tenths // 10)))
    return ChurnWindow(days, True, gaps, horizon, None if tenths is None else tenths / 10)


def fixed_window(window: int) -> ChurnWindow:
    """The window that a user says. Raises MetricRefused `window_wrong`."""
    if not LOW <= window <= HIGH:
        raise MetricRefused("window_wrong", low=LOW, high=HIGH, found=window)
    return ChurnWindow(window, False)
