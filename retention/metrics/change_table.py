"""The table of a change: both sides of each group, what they add, and all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from retention.definitions import DEFINITIONS
from retention.metrics.mix_and_rate import Side, mix_and_rate, summed, together, value_of
from retention.metrics.split import Group, by_value, checked_width
from retention.values import Attribute

ALL = "all"
COLUMNS = list(DEFINITIONS["change"].column_names)

Moved = tuple[Fraction | None, Fraction | None]
"""Mix and rate."""


def change_table(
    groups: Mapping[Group, tuple[Side, Side]], starts: tuple[date, date], split: tuple[Attribute, ...]
) -> pd.DataFrame:
    """One row a group (earlier and later side), then all together; without a split that row alone.

    Raises MetricRefused `split_too_wide`.

    >>> rows = change_table({("mail",): (Side(1, 2), Side(3, 4))}, (date(2024, 1, 1), date(2024, 2, 1)),
    ...     (Attribute.FIRST_CHANNEL,))
    >>> rows[["first_channel", "mix", "rate"]].to_numpy().tolist()
    [['mail', 0.0, 0.25], ['all', 0.0, 0.25]]
    """
    checked_width(split, len(groups))
    keys = by_value(groups)
    before, after = ([groups[key][side] for key in keys] for side in (0, 1))
    effects = mix_and_rate(before, after)
    totals = together(before), together(after)
    moved: list[Moved] = [*effects, summed(effects)] if effects else [(None, None)] * (len(keys) + 1)
    names = [*keys, (ALL,) * len(split)]
    lines = [*zip(names, [*before, totals[0]], [*after, totals[1]], moved, strict=True)]
    found = [
        (*_named(name), *starts, *_cells(old, new, totals, both))
        for name, old, new, both in (lines if split else lines[-1:])
    ]
    return _table(found, split)


def empty_table(split: tuple[Attribute, ...]) -> pd.DataFrame:
    """The columns alone: there are no two periods to compare.

    >>> len(empty_table(()))
    0
    """
    return _table([], split)


def _cells(before: Side, after: Side, totals: tuple[Side, Side], moved: Moved) -> tuple[float | None, ...]:
    shares = (
        value_of(Side(side.whole, total.whole)) for side, total in zip((before, after), totals, strict=True)
    )
    numbers = before.whole, after.whole, *shares, value_of(before), value_of(after), *moved
    return tuple(None if number is None else float(number) for number in numbers)


def _named(key: Group) -> Iterable[str | None]:
    return (value or None for value in key)


def _table(found: list[tuple[Any, ...]], split: tuple[Attribute, ...]) -> pd.DataFrame:
    rows = pd.DataFrame(found, columns=[*(attribute.value for attribute in split), *COLUMNS])
    texts = [*(attribute.value for attribute in split), "period_before", "period_after"]
    counts = dict.fromkeys(("n_before", "n_after"), "int64")
    return rows.astype({**dict.fromkeys(COLUMNS, "float64"), **dict.fromkeys(texts, "object"), **counts})
