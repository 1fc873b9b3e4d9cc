"""The few formulas of statistics that the definitions name (sections 4, 5, 6)."""

import math
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

Z = 1.959964


def ratio(part, whole) -> float | None:
    """A quotient, empty where there is nothing to divide by."""
    return float(Fraction(part) / Fraction(whole)) if whole else None


def wilson(hits: int, size: int) -> tuple[float | None, float | None]:
    """The 95 % Wilson score interval of a share; empty for an empty or impossible share."""
    if not size or hits > size:
        return None, None
    share, square = hits / size, Z * Z
    centre = (share + square / (2 * size)) / (1 + square / size)
    half = Z / (1 + square / size) * math.sqrt(share * (1 - share) / size + square / (4 * size * size))
    return max(0.0, centre - half), min(1.0, centre + half)


def quantile(values: list, share: Fraction) -> Fraction:
    """Linear interpolation between order statistics, exact."""
    ranked = sorted(values)
    place = share * (len(ranked) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ranked) - 1)
    return Fraction(ranked[below]) + (place - below) * (Fraction(ranked[above]) - Fraction(ranked[below]))


@dataclass(frozen=True)
class Survival:
    """The Kaplan-Meier share that returned by a day, with its interval and the number at risk."""

    at_risk: int
    share: float | None
    low: float | None
    high: float | None


def kaplan_meier(spans: list[tuple[int, bool]], days: int, followed: int) -> Survival:
    """Share returned by `days` from (duration, returned) pairs; `followed` = how many starts are that old.

    Events come before censorings of the same day. Greenwood's variance on the log(-log) scale; no value when
    nobody was followed for so long, no interval where the share is 0 or 1.
    """
    at_risk = sum(1 for duration, _ in spans if duration >= days)
    if not followed:
        return Survival(at_risk, None, None, None)
    leaving = Counter(duration for duration, _ in spans)
    events = Counter(duration for duration, returned in spans if returned)
    staying, remaining = Fraction(1), len(spans)
    variance = 0.0
    for duration in sorted(leaving):
        if duration > days:
            break
        hits = events[duration]
        if hits:
            staying *= Fraction(remaining - hits, remaining)
            if hits < remaining:
                variance += hits / (remaining * (remaining - hits))
        remaining -= leaving[duration]
    return Survival(at_risk, float(1 - staying), *log_log_interval(staying, variance))


def log_log_interval(staying: Fraction, variance: float) -> tuple[float | None, float | None]:
    """The interval of the share that returned, from the survivors and Greenwood's sum."""
    if staying in (0, 1):
        return None, None
    survivors = float(staying)
    width = Z * math.sqrt(variance) / abs(math.log(survivors))
    return 1 - survivors ** math.exp(-width), 1 - survivors ** math.exp(width)
