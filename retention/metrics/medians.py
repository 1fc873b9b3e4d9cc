"""The median of values that are counted."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def median_of(values: NDArray[Any], counts: NDArray[Any]) -> float:
    """The median of ascending values, each standing as often as its count; NaN where nothing is counted.

    >>> median_of(np.array([1, 5, 9]), np.array([2, 1, 1]))
    3.0
    """
    running = np.cumsum(counts)
    if not len(running) or not running[-1]:
        return float("nan")
    middle = [(running[-1] - 1) // 2, running[-1] // 2]
    return float(values[np.searchsorted(running, middle, side="right")].mean())
