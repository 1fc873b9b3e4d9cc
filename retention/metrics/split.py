"""A metric for each group of customers: one answer a value of the attributes, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.segments import (
    attribute_values,
    columns_sql,
    is_of_visit,
    joins_sql,
    known_of_buyers,
)
from retention.metrics.visits import shop_scope
from retention.shop.shop import Shop
from retention.values import Attribute, Counted, Note, Result, Segment

MOST = 200
"""More groups than that are no table that anyone reads."""
MOST_TO_OFFER = 15
"""Attributes with more values than that are not offered to a manager."""

Group = tuple[str, ...]

_BOUGHT = "purchase where purchased_on <= $as_of"
_VISITED = "visit where visited_on <= $as_of"
_SEEN = {
    Counted.BUYERS: f"{_BOUGHT} and customer_key is not null",
    Counted.VISITORS: f"{_VISITED} and customer_key is not null",
    Counted.VISITS: _VISITED,
    Counted.EVERYBODY: f"(select customer_key from {_BOUGHT} union all select customer_key from {_VISITED}) "
    "where customer_key is not null",
}
"""Who or what is in the groups."""


def split_by(
    shop: Shop,
    attributes: tuple[Attribute, ...],
    answer: Callable[[Segment], Result],
    *,
    segment: Segment | None = None,
    as_of: date | None = None,
    counted: Counted = Counted.BUYERS,
) -> Result:
    """The answers for the customers of each combination of values, under columns with the attributes' names.

    Grain: that of the metric, for each combination that somebody has of whom it counts; sorted by the values,
        unknown ones last.
    Counts: every group is asked as the segment of its values would be, so its rows are those of `--where`. Who has
        only visited, and visits of nobody known, are in the group “unknown” of what purchases tell.
    Empty: no rows where nobody has purchased or visited.

    Raises
    ------
    MetricRefused
        split_too_wide, and what the metric itself raises.
    """
    start = segment or Segment()
    groups = _groups(shop, attributes, start, as_of, counted)
    if not groups:
        empty = answer(start)
        return replace(empty, rows=_under(attributes, ("",) * len(attributes), empty.rows.iloc[:0]))
    answers = [answer(Segment((*start.conditions, *zip(attributes, group, strict=True)))) for group in groups]
    tables = [_under(attributes, group, found.rows) for group, found in zip(groups, answers, strict=True)]
    return Result(
        answers[0].metric,
        pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True),
        answers[0].as_of,
        _notes(answers, known_of_buyers(attributes, counted)),
        {"split": [attribute.value for attribute in attributes], "groups": len(groups)},
    )


def split_choices(shop: Shop) -> tuple[Attribute, ...]:
    """Attributes by which the buyers fall into a few groups, unknown values apart: from 2 to 15.

    Examples
    --------
    >>> split_choices(shop)  # of these customers nothing is known but their orders
    ()
    """
    counts = shop.records("segments/distinct_values")[0]
    return tuple(Attribute(name) for name, count in counts.items() if 2 <= count <= MOST_TO_OFFER)


def _groups(
    shop: Shop, attributes: tuple[Attribute, ...], segment: Segment, as_of: date | None, counted: Counted
) -> list[Group]:
    """Values of the attributes that somebody has, unknown ones as empty texts."""
    scope, _ = shop_scope(shop, as_of, segment, counted)
    own = [attribute for attribute in attributes if is_of_visit(attribute, counted)]
    found = shop.query(
        "segments/split",
        {
            "as_of": scope.as_of,
            **scope.values,
            **attribute_values(shop, attributes, scope.as_of, scope.data_start),
        },
        values=columns_sql(attributes, counted),
        joins=joins_sql(attributes, counted, is_last_day=scope.is_last_day),
        people=scope.people,
        seen=_SEEN[counted],
        counted=", ".join(["customer_key", *own]),
    )
    checked_width(attributes, len(found))
    columns = [found[f"value_{n}"].fillna("").tolist() for n, _ in enumerate(attributes)]
    return by_value(zip(*columns, strict=True))


def by_value(groups: Iterable[Group]) -> list[Group]:
    """Groups in order, unknown values last."""
    return sorted(groups, key=lambda group: [(value == "", value) for value in group])


def checked_width(attributes: tuple[Attribute, ...], groups: int) -> None:
    """Raises MetricRefused `split_too_wide`."""
    if groups > MOST:
        raise MetricRefused("split_too_wide", fields=", ".join(attributes), found=groups, most=MOST)


def _under(attributes: tuple[Attribute, ...], group: Group, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the group's values before them; a metric may have a column of the same name."""
    table = rows.copy()
    for place, (attribute, value) in enumerate(zip(attributes, group, strict=True)):
        column = pd.Series([value or None] * len(table), index=table.index, dtype=object)
        table.insert(place, attribute.value, column, allow_duplicates=True)
    return table


def _notes(answers: list[Result], own: Note | None) -> tuple[Note, ...]:
    """Each caveat once, as the first group that has it says it."""
    found: dict[str, Note] = {own.caveat: own} if own else {}
    for result in answers:
        for note in result.notes:
            found.setdefault(note.caveat, note)
    return tuple(found.values())
