"""Eleven names for the 125 cells of recency × frequency × money; every cell has exactly one.

The map is the one that Bloomreach ("RFM Segmentation", documentation of Bloomreach Engagement) and Spotler
("App: RFM") publish cell by cell; the names go back to Putler ("RFM analysis for customer segmentation").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from retention.values import RfmSegment

LETTERS = {
    "C": RfmSegment.CHAMPIONS,
    "L": RfmSegment.LOYAL,
    "P": RfmSegment.POTENTIAL_LOYALIST,
    "N": RfmSegment.NEW_CUSTOMERS,
    "p": RfmSegment.PROMISING,
    "A": RfmSegment.NEED_ATTENTION,
    "s": RfmSegment.ABOUT_TO_SLEEP,
    "r": RfmSegment.AT_RISK,
    "!": RfmSegment.CANNOT_LOSE,
    "h": RfmSegment.HIBERNATING,
    "x": RfmSegment.LOST,
}

#    F=1    F=2    F=3    F=4    F=5      the five letters of a group: M = 1..5
MAP = {
    5: "NNppp  ppppp  PPPAA  PPLCC  PPPCC",
    4: "NNppp  NNPpp  PPPAL  PPALC  PPPCC",
    3: "Nsppp  shPAA  shPAL  PPALL  PPPLL",
    2: "hhs!!  shhrr  shhrr  srrrr  srrrr",
    1: "xx!!!  xhhrr  xhrrr  xrr!r  xrr!!",
}
"""One line for each R, the most recent first."""

_IN_ORDER = "".join(MAP[r] for r in sorted(MAP)).replace(" ", "")
NAMES = np.array([LETTERS[letter].value for letter in _IN_ORDER], dtype=object)
"""The names of cells (1, 1, 1), (1, 1, 2), … (5, 5, 5)."""


def rfm_segment(r: ArrayLike, f: ArrayLike, m: ArrayLike) -> NDArray[np.object_]:
    """Names of the segments of scores 1..5.

    >>> rfm_segment([5, 1], [5, 1], [5, 1]).tolist()
    ['champions', 'lost']
    """
    cell = [np.asarray(score, dtype=np.int64) - 1 for score in (r, f, m)]
    return np.asarray(NAMES[cell[0] * 25 + cell[1] * 5 + cell[2]], dtype=object)
