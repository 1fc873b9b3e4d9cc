"""A metric for each group of customers: one answer a value of the attributes, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.scope import Scope
from retention.metrics.segments import attribute_values, columns_sql, joins_sql
from retention.metrics.visits import shop_scope
from retention.shop.shop import Shop
from retention.values import Attribute, Note, Result, Segment

MOST = 200
"""More groups than that are no table that anyone reads."""

Group = tuple[str, ...]


def split_by(
    shop: Shop,
    attributes: tuple[Attribute, ...],
    answer: Callable[[Segment], Result],
    *,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The answers for the customers of each combination of values, under columns with the attributes' names.

    Grain: that of the metric, for each combination that a buyer has; sorted by the values, unknown ones last.
    Counts: every group is asked as the segment of its values would be, so its rows are those of `--where`. Before
        the first order, and in a shop of visits only, the groups are those of the visitors.
    Empty: no rows where nobody has purchased or visited.

    Raises
    ------
    MetricRefused
        split_too_wide, and what the metric itself raises.
    """
    start = segment or Segment()
    groups = _groups(shop, attributes, start, as_of)
    if not groups:
        empty = answer(start)
        return replace(empty, rows=_under(attributes, ("",) * len(attributes), empty.rows.iloc[:0]))
    answers = [answer(Segment((*start.conditions, *zip(attributes, group, strict=True)))) for group in groups]
    tables = [_under(attributes, group, found.rows) for group, found in zip(groups, answers, strict=True)]
    return Result(
        answers[0].metric,
        pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True),
        answers[0].as_of,
        _notes(answers),
        {"split": [attribute.value for attribute in attributes], "groups": len(groups)},
    )


def _groups(
    shop: Shop, attributes: tuple[Attribute, ...], segment: Segment, as_of: date | None
) -> list[Group]:
    """Values of the attributes that customers have, unknown ones as empty texts."""
    scope, _ = shop_scope(shop, as_of, segment)
    found = shop.query(
        "segments/split",
        {
            "as_of": scope.as_of,
            **scope.values,
            **attribute_values(shop, attributes, scope.as_of, scope.data_start),
        },
        values=columns_sql(attributes),
        joins=joins_sql(attributes),
        people=scope.people,
        seen=_seen(scope),
    )
    checked_width(attributes, len(found))
    columns = [found[f"value_{n}"].fillna("").tolist() for n, _ in enumerate(attributes)]
    return by_value(zip(*columns, strict=True))


def _seen(scope: Scope) -> str:
    """SQL: who is in the groups; visitors while there are no orders."""
    first = scope.coverage.data_start
    has_orders = first is not None and first <= scope.as_of
    return "purchase where purchased_on <= $as_of" if has_orders else "visit where visited_on <= $as_of"


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


def _notes(answers: list[Result]) -> tuple[Note, ...]:
    """Each caveat once, as the first group that has it says it."""
    found: dict[str, Note] = {}
    for result in answers:
        for note in result.notes:
            found.setdefault(note.caveat, note)
    return tuple(found.values())
