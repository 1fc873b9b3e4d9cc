"""Why a share or an average moved: because other people make it up (mix), or because they behave otherwise (rate)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple


class Side(NamedTuple):
    """What one group adds to a share or an average in one period: `part` of the sum above the line, `whole` below."""

    part: int | Decimal
    whole: int | Decimal


NOTHING = Side(0, 0)


class Effects(NamedTuple):
    """What one group adds to the change of the total."""

    mix: Fraction
    rate: Fraction


def mix_and_rate(before: Sequence[Side], after: Sequence[Side]) -> list[Effects] | None:
    """The effects of each group; their sum is exactly the change of Σ part / Σ whole. None where a whole is 0.

    With share s of the whole and value v = part / whole of a group, mix = (s₁ − s₀)·(v₀ + v₁)/2 and rate =
    (v₁ − v₀)·(s₀ + s₁)/2. A group that is absent in one period has the value of the other: all of it is mix. What a
    group adds without any whole (who came and left within one period) is rate.
    Source: E. Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50(272), 1168–1194.

    >>> [[float(effect) for effect in found] for found in mix_and_rate(
    ...     [Side(10, 50), Side(10, 50)], [Side(15, 75), Side(10, 25)])]
    [[0.05, 0.0], [-0.075, 0.075]]
    """
    whole_before, whole_after = (Fraction(sum(side.whole for side in sides)) for sides in (before, after))
    if not whole_before or not whole_after:
        return None
    return [_effects(old, new, whole_before, whole_after) for old, new in zip(before, after, strict=True)]


def _effects(before: Side, after: Side, whole_before: Fraction, whole_after: Fraction) -> Effects:
    values = [value for value in (value_of(before), value_of(after)) if value is not None]
    typical = sum(values, Fraction(0)) / len(values) if values else Fraction(0)
    mix = (Fraction(after.whole) / whole_after - Fraction(before.whole) / whole_before) * typical
    moved = Fraction(after.part) / whole_after - Fraction(before.part) / whole_before
    return Effects(mix, moved - mix)


def value_of(side: Side) -> Fraction | None:
    """part / whole; None without a whole."""
    return Fraction(side.part) / Fraction(side.whole) if side.whole else None


def together(sides: Sequence[Side]) -> Side:
    """All groups as one."""
    return Side(sum(side.part for side in sides), sum(side.whole for side in sides))


def summed(effects: Sequence[Effects]) -> Effects:
    """The effects of all groups."""
    return Effects(
        sum((one.mix for one in effects), Fraction(0)), sum((one.rate for one in effects), Fraction(0))
    )
