"""How long until it happens, when many are still waiting: the Kaplan–Meier estimate by numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retention.metrics.intervals import Floats
from retention.values import Z_95


@dataclass(frozen=True)
class Curve:
    """By day 0, 1, …: how many still waited when it began; the share to whom it has happened, with range."""

    at_risk: NDArray[np.int64]
    share: Floats
    low: Floats
    high: Floats

    def at(self, day: int) -> tuple[int, float, float, float]:
        """At risk, share, low and high at the end of a day; after the last day the share stays as it was."""
        if not len(self.share):
            return 0, np.nan, np.nan, np.nan
        last = min(day, len(self.share) - 1)
        at_risk = int(self.at_risk[day]) if day == last else 0
        return at_risk, float(self.share[last]), float(self.low[last]), float(self.high[last])


def kaplan_meier(happened: NDArray[np.int64], waiting: NDArray[np.int64]) -> Curve:
    """The share to whom it has happened by each day, from counts by day of duration.

    `happened[d]` people saw it after d days, `waiting[d]` were followed for d days without it; who is
    followed for d days is at risk on day d. The range is Greenwood's on the log(−log) scale; none where the
    share is 0 or 1.

    Source: E. Kaplan, P. Meier (1958), JASA 53(282), 457–481; M. Greenwood (1926), The natural duration of
    cancer; log(−log): J. Kalbfleisch, R. Prentice (1980), The Statistical Analysis of Failure Time Data.

    >>> curve = kaplan_meier(np.array([0, 1, 1]), np.array([0, 0, 2]))
    >>> [round(float(share), 2) for share in curve.share]
    [0.0, 0.25, 0.5]
    """
    at_risk = np.cumsum((happened + waiting)[::-1], dtype=np.int64)[::-1]
    left = at_risk - happened
    survival = np.cumprod(np.divide(left, at_risk, out=np.ones(len(left)), where=at_risk > 0))
    terms = np.divide(happened, at_risk * left.astype(float), out=np.zeros(len(left)), where=left > 0)
    inside = (survival > 0) & (survival < 1)
    logs = np.log(survival, out=np.full(len(left), np.nan), where=inside)
    spread = Z_95 * np.sqrt(np.cumsum(terms)) / np.abs(logs)
    low, high = (np.where(inside, 1 - survival ** np.exp(side * spread), np.nan) for side in (-1, 1))
    return Curve(at_risk, 1 - survival, low, high)


def share_within(
    limit: int,
    days: NDArray[np.int64],
    started: NDArray[np.int64],
    went_on: NDArray[np.int64],
    returned: NDArray[np.int64],
) -> tuple[int, float, float, float]:
    """At risk, share, low and high at the end of day `limit`; no share where nobody was followed so long.

    By days: `started` that long ago, `went_on` = those of them to whom it has happened, `returned` = it happened
    after so many days.
    """
    length = int(days.max(initial=-1)) + 1
    waiting = by_day(days, started - went_on, length)
    at_risk, *estimate = kaplan_meier(by_day(days, returned, length), waiting).at(limit)
    share, low, high = estimate if started[days >= limit].any() else [np.nan] * 3
    return at_risk, share, low, high


def by_day(days: NDArray[np.int64], counts: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """Counts as an array by day 0..length − 1."""
    return np.bincount(days, weights=counts, minlength=length).astype(np.int64)
