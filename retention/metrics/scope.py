"""What every metric is asked about: a shop, a last day, and a group of customers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.segments import people_sql
from retention.shop.coverage import Coverage
from retention.shop.shop import Shop
from retention.shop.statements import statement
from retention.values import Caveat, Note, Segment

SMALL = 30
"""Shares of fewer people carry the caveat `small_numbers` (definitions, section 11)."""


@dataclass(frozen=True)
class Scope:
    """A checked question: numbers as they stood at the end of `as_of`, for the people of `segment`."""

    shop: Shop
    as_of: date
    data_start: date
    coverage: Coverage
    people: str
    values: dict[str, object] = field(default_factory=dict)

    @property
    def is_last_day(self) -> bool:
        """The question is about all that is loaded."""
        return self.as_of == self.coverage.as_of

    def query(self, name: str, parameters: Mapping[str, object] | None = None, **places: str) -> pd.DataFrame:
        """Rows of `sql/metrics/<name>.sql` for this scope."""
        filled = {**places, "people": self.people}
        asked = {"as_of": self.as_of, **self.values, **(parameters or {})}
        rows: pd.DataFrame = self.shop.query(f"metrics/{name}", asked, **filled)
        return rows


def scope_of(shop: Shop, as_of: date | None = None, segment: Segment | None = None) -> Scope:
    """Checks the question. Raises MetricRefused: shop_empty, as_of_wrong, segment_field_unknown."""
    coverage = shop.coverage()
    if coverage.as_of is None or coverage.data_start is None:
        raise MetricRefused("shop_empty")
    day = checked(as_of, coverage.data_start, coverage.as_of)
    people, values = people_sql(shop, segment or Segment(), day, coverage.data_start)
    return Scope(shop, day, coverage.data_start, coverage, people, values)


def checked(as_of: date | None, first: date, last: date) -> date:
    """The day asked for, else the last one. Raises MetricRefused: as_of_wrong."""
    day = as_of.date() if isinstance(as_of, datetime) else as_of or last
    if not first <= day <= last:
        raise MetricRefused("as_of_wrong", first=first, last=last, found=day)
    return day


def part(name: str) -> str:
    """Text of `sql/metrics/<name>.sql`, to stand inside another statement."""
    return statement(f"metrics/{name}")


def coverage_notes(coverage: Coverage) -> tuple[Note, ...]:
    """What limits every number of this shop.

    >>> [note.caveat.value for note in coverage_notes(Coverage(shared_identifiers=2))]
    ['shared_identifier']
    """
    found: list[tuple[Caveat, bool, dict[str, Any]]] = [
        (
            Caveat.UNKNOWN_STATUSES,
            coverage.unknown_status_orders > 0,
            {"count": coverage.unknown_status_orders},
        ),
        (
            Caveat.ANONYMOUS_ORDERS,
            coverage.anonymous_orders > 0,
            {"count": coverage.anonymous_orders, "share": coverage.anonymous_revenue_share or 0.0},
        ),
        (
            Caveat.OTHER_CURRENCIES,
            coverage.other_currency_orders > 0,
            {"count": coverage.other_currency_orders, "currency": coverage.currency or ""},
        ),
        (Caveat.ORDERS_FROM_SESSIONS, coverage.orders_from_sessions, {}),
        (Caveat.SHARED_IDENTIFIER, coverage.shared_identifiers > 0, {"count": coverage.shared_identifiers}),
    ]
    return tuple(Note(caveat, fields) for caveat, holds, fields in found if holds)


def notes_of(scope: Scope, *found: Note | None) -> tuple[Note, ...]:
    """The metric's own caveats, then those of the data."""
    return (*(note for note in found if note), *coverage_notes(scope.coverage))


def small_numbers(counts: Any) -> Note | None:
    """The caveat, when a share stands on fewer than 30 people."""
    few = int(((counts > 0) & (counts < SMALL)).sum())
    return Note(Caveat.SMALL_NUMBERS, {"limit": SMALL, "count": few}) if few else None
