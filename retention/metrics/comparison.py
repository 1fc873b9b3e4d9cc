"""Is a group different from the others? Exact tests, and what remains of them when many are made at once."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retention.metrics.intervals import Floats

LEVEL = 0.05
"""Share of false discoveries that is allowed among those that are called different (definitions, section 11)."""


def fisher(hits: int, size: int, all_hits: int, everyone: int) -> float:
    """Two-sided p-value of `hits` of `size` people against the rest of `everyone`, of whom `all_hits` are hits.

    Adds up the tables with the same margins that are no likelier than this one.
    Empty: NaN where there is no rest to compare with.
    Source: R. A. Fisher (1935), The Logic of Inductive Inference, Journal of the Royal Statistical Society 98(1).

    >>> round(fisher(8, 10, 9, 16), 6)
    0.034965
    """
    if not 0 < size < everyone:
        return float("nan")
    logs = _log_factorials(everyone)
    possible = np.arange(max(0, all_hits - (everyone - size)), min(size, all_hits) + 1)

    def ways(whole: int, part: NDArray[np.int64]) -> Floats:
        return np.asarray(logs[whole] - logs[part] - logs[whole - part])

    chances = np.exp(
        ways(size, possible)
        + ways(everyone - size, all_hits - possible)
        - ways(everyone, np.asarray(all_hits))
    )
    here = chances[hits - possible[0]]
    return float(min(1.0, chances[chances <= here * (1 + 1e-7)].sum()))


@lru_cache(maxsize=1)
def _log_factorials(last: int) -> Floats:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, last + 1)))])


def discoveries(p_values: Floats, level: float = LEVEL) -> NDArray[np.bool_]:
    """Which of many comparisons may be called different: Benjamini–Hochberg. NaN never is, and is not counted.

    Source: Y. Benjamini, Y. Hochberg (1995), Controlling the False Discovery Rate, Journal of the Royal
    Statistical Society B 57(1).

    >>> discoveries(np.array([0.04, 0.012, 0.9, np.nan, 0.024])).tolist()
    [False, True, False, False, True]
    """
    known = np.flatnonzero(~np.isnan(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    limits = level * np.arange(1, len(order) + 1) / max(len(order), 1)
    under = np.flatnonzero(p_values[order] <= limits)
    found = np.zeros(len(p_values), dtype=bool)
    if len(under):
        found[order[: under[-1] + 1]] = True
    return found
