"""Seeded chance that gives the same numbers with every numpy version."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from statistics import NormalDist
from typing import TypeVar
from zlib import crc32

import numpy as np

T = TypeVar("T")
_BLOCK = 65_536
_NORMAL = NormalDist()


class Dice:
    """Draws for one area of the shop.

    Only the plain uniform draw of numpy is used, because numpy may change its other distributions between
    versions. Each area has a stream of its own: a change to the visits leaves the orders as they were.

    Parameters
    ----------
    seed : int
        Seed of the whole shop.
    stream : str
        Name of the area, for instance ``"people"``.
    """

    def __init__(self, seed: int, stream: str) -> None:
        self._source = np.random.Generator(np.random.PCG64([seed, crc32(stream.encode())]))
        self._block: list[float] = []

    def uniform(self) -> float:
        """Return a number in [0, 1)."""
        if not self._block:
            self._block = self._source.random(_BLOCK).tolist()
        return self._block.pop()

    def chance(self, share: float) -> bool:
        """Return True with the given probability."""
        return self.uniform() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.uniform() * (high - low + 1))

    def around(self, middle: float, spread: float) -> float:
        """Return a positive number with the given median; ``spread`` is the sigma of its logarithm."""
        inside = min(max(self.uniform(), 1e-9), 1 - 1e-9)
        return middle * exp(spread * _NORMAL.inv_cdf(inside))

    def pick(self, things: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """Return one of the things, by weight when weights are given."""
        if weights is None:
            return things[int(self.uniform() * len(things))]
        left = self.uniform() * sum(weights)
        for thing, weight in zip(things, weights, strict=True):
            left -= weight
            if left < 0:
                return thing
        return things[-1]
