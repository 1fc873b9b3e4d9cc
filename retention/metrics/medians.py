"""Quantiles of values that are counted."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def median_of(values: NDArray[Any], counts: NDArray[Any]) -> float:
    """The median of ascending values, each standing as often as its count; NaN where nothing is counted.

    >>> median_of(np.array([1, 5, 9]), np.array([2, 1, 1]))
    3.0
    """
    return quantile_of(values, counts, 1, 2)


def quantile_of(values: NDArray[Any], counts: NDArray[Any], part: int, parts: int) -> float:
    """The quantile part / parts of counted values, interpolated linearly between them; NaN where nothing is counted.

    Source: R. Hyndman, Y. Fan (1996), Sample Quantiles in Statistical Packages, definition 7.

    >>> [quantile_of(np.array([1, 5, 9]), np.array([2, 1, 1]), quarter, 4) for quarter in (1, 3)]
    [1.0, 6.0]
    """
    running = np.cumsum(counts)
    if not len(running) or not running[-1]:
        return float("nan")
    last = int(running[-1]) - 1
    place, rest = divmod(part * last, parts)  # whole numbers: no place is missed by rounding
    low, high = values[np.searchsorted(running, [place, min(place + 1, last)], side="right")]
    return float(low + (high - low) * rest / parts)
