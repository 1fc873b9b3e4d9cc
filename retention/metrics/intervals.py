"""Intervals of shares and of their differences."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from retention.values import Z_95

Floats = NDArray[np.float64]


def ratio(part: ArrayLike, whole: ArrayLike) -> Floats:
    """part / whole, NaN where the whole is 0."""
    above, below = np.broadcast_arrays(np.asarray(part, dtype=float), np.asarray(whole, dtype=float))
    out = np.full(below.shape, np.nan)
    np.divide(above, below, out=out, where=below != 0)
    return out


def wilson(part: ArrayLike, whole: ArrayLike) -> tuple[Floats, Floats]:
    """Low and high end of the 95 % interval of part / whole.

    Empty: NaN where the whole is 0 or the part is larger than the whole.
    Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22(158), 209–212.

    >>> [round(float(end), 6) for end in wilson(324, 885)]
    [0.335005, 0.398356]
    """
    share, count = ratio(part, whole), np.asarray(whole, dtype=float)
    share = np.where(share <= 1, share, np.nan)
    count = np.where(count > 0, count, np.nan)
    shrink = 1 + Z_95**2 / count
    centre = (share + Z_95**2 / (2 * count)) / shrink
    half = Z_95 / shrink * np.sqrt(share * (1 - share) / count + Z_95**2 / (4 * count**2))
    low, high = np.clip(centre - half, 0.0, 1.0), np.clip(centre + half, 0.0, 1.0)
    return np.where(share == 0, 0.0, low), np.where(share == 1, 1.0, high)  # exactly, whatever was rounded


def newcombe(
    part: ArrayLike, whole: ArrayLike, part_before: ArrayLike, whole_before: ArrayLike
) -> tuple[Floats, Floats]:
    """Low and high end of the 95 % interval of the difference part / whole − part_before / whole_before.

    Empty: NaN where one of the two shares has no interval.
    Source: R. Newcombe (1998), Interval estimation for the difference between independent proportions: comparison
    of eleven methods, Statistics in Medicine 17(8), 873–890, method 10 (hybrid score).

    >>> [round(float(end), 4) for end in newcombe(56, 70, 48, 80)]
    [0.0524, 0.3339]
    """
    share, share_before = ratio(part, whole), ratio(part_before, whole_before)
    (low, high), (low_before, high_before) = wilson(part, whole), wilson(part_before, whole_before)
    difference = share - share_before
    return (
        difference - np.hypot(share - low, high_before - share_before),
        difference + np.hypot(high - share, share_before - low_before),
    )
