"""The map of RFM segments, read for many customers at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from retention.definitions import segment_map

_IN_ORDER = "".join(segment_map.MAP[r] for r in sorted(segment_map.MAP)).replace(" ", "")
NAMES = np.array([segment_map.LETTERS[letter].value for letter in _IN_ORDER], dtype=object)
"""The names of cells (1, 1, 1), (1, 1, 2), … (5, 5, 5)."""


def rfm_segment(r: ArrayLike, f: ArrayLike, m: ArrayLike) -> NDArray[np.object_]:
    """Names of the segments of scores 1..5.

    >>> rfm_segment([5, 1], [5, 1], [5, 1]).tolist()
    ['champions', 'lost']
    """
    cell = [np.asarray(score, dtype=np.int64) - 1 for score in (r, f, m)]
    return np.asarray(NAMES[cell[0] * 25 + cell[1] * 5 + cell[2]], dtype=object)
