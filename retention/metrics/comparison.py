"""Is a group different from the others? Exact tests, and what remains of them when many are made at once."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from retention.metrics.intervals import Floats, ratio

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


def equal_shares(
    part: ArrayLike, whole: ArrayLike, part_before: ArrayLike, whole_before: ArrayLike
) -> Floats:
    """Two-sided p-values of two shares being equal, by the score test (z of the shares put together).

    Empty: NaN where a share is unknown or above 1; 1 where both are 0 or both are 1.
    Source: K. Pearson (1900), On the criterion that a given system of deviations …, Philosophical Magazine 50.

    >>> equal_shares([56, 0], [70, 5], [48, 0], [80, 5]).round(4).tolist()
    [0.008, 1.0]
    """
    parts = np.array([part, part_before], dtype=float)
    wholes = np.array([whole, whole_before], dtype=float)
    together = ratio(parts.sum(axis=0), wholes.sum(axis=0))
    is_known = (wholes > 0).all(axis=0) & (parts <= wholes).all(axis=0)
    spread = together * (1 - together) * ratio(1, wholes).sum(axis=0)
    difference = np.abs(np.subtract(*ratio(parts, wholes)))
    scores = np.divide(difference, np.sqrt(spread), out=np.zeros(len(spread)), where=is_known & (spread > 0))
    p_values = np.array([math.erfc(score / math.sqrt(2)) for score in scores])
    return np.where(is_known, p_values, np.nan)


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
