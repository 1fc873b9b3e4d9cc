"""Exact tests against counting by hand, and against all fractions."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from retention.metrics.comparison import discoveries, fisher


def exact(hits, size, all_hits, everyone):
    """The same by whole numbers."""
    span = range(max(0, all_hits - everyone + size), min(size, all_hits) + 1)
    ways = {k: math.comb(size, k) * math.comb(everyone - size, all_hits - k) for k in span}
    return float(Fraction(sum(w for w in ways.values() if w <= ways[hits]), math.comb(everyone, all_hits)))


def test_every_small_table():
    for everyone in range(2, 9):
        for size, all_hits in product(range(1, everyone), range(everyone + 1)):
            for hits in range(max(0, all_hits - everyone + size), min(size, all_hits) + 1):
                assert fisher(hits, size, all_hits, everyone) == pytest.approx(
                    exact(hits, size, all_hits, everyone)
                )


@pytest.mark.parametrize("table", [(200, 500, 300, 1000), (3, 900, 40, 20000), (900, 1000, 5000, 6000)])
def test_large_tables(table):
    assert fisher(*table) == pytest.approx(exact(*table), rel=1e-8)


def test_nothing_to_compare_with():
    assert math.isnan(fisher(3, 10, 3, 10))


def test_benjamini_hochberg_as_published():
    """The fifteen p-values of Benjamini and Hochberg (1995), section 3.2: the four smallest are discoveries."""
    p = np.array([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
                  0.6528, 0.7590, 1.0])  # fmt: skip
    assert discoveries(p).sum() == 4
    assert discoveries(p[::-1]).tolist() == discoveries(p)[::-1].tolist()


def test_no_values():
    assert discoveries(np.array([np.nan])).tolist() == [False]
    assert discoveries(np.array([])).tolist() == []
