"""What we know about the export of one platform: one record a platform, one file a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from retention.ingest.headers import names, table


class Shape(StrEnum):
    """What one row of the file is."""

    ITEM_ROWS = "item_rows"  # one item; the order's fields stand on its first row or on all of them
    ORDER_ROWS = "order_rows"  # one order without items
    PACKED_ITEMS = "packed_items"  # one order, its items packed into one cell
    NUMBERED_ITEMS = "numbered_items"  # one order, its items in columns named 1, 2, 3 …
    EVENT_ROWS = "event_rows"  # one event of a visit
    SESSION_ROWS = "session_rows"  # one visit
    LIST_ROWS = "list_rows"  # one visit; its events and orders stand as lists in the cells
    OTHER_ROWS = "other_rows"  # one customer, product, …


@dataclass(frozen=True)
class Platform:
    """One export of one platform. Header names are written as in the file; case and punctuation do not matter.

    `tells`: sets of headers, each written `A | B | C`; a file that has all of one set is this platform's.
    `columns`: lines `field: Header | Header`, for headers that mean something else here than in the table of fields
    (or that it does not know); the first one the file has wins.
    `ignored`: `A | B`, headers that would be mistaken for a field.
    `cells`: field → (pattern, replacement) that takes the platform's decoration off a cell.
    `codes`: field → code → word, where cells hold codes.
    `repeated`: field → pattern of the folded headers of further columns, of which each row fills one.
    `items`: the syntax of packed items (`ingest/items.py`); empty = the one that fits the file's first rows.
    `statuses`: status words that mean something else here than everywhere (sql/marts/status_now.sql).
    `cancel_prefix`: what an order number begins with when the order takes back what its lines name.
    `notes`: codes of words.READINGS that the import report shows for every such file.
    `advice`: field → code of words.READINGS, shown when the file has no column for it: what to export instead.
    """

    key: str
    title: str
    tells: tuple[str, ...] = ()
    kind: str = "orders"
    columns: str = ""
    ignored: str = ""
    shape: Shape = Shape.ORDER_ROWS
    items: str = ""
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    repeated: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    cancel_prefix: str = ""
    notes: tuple[str, ...] = ()
    advice: Mapping[str, str] = field(default_factory=dict)
    is_verified: bool = False

    @cached_property
    def header_sets(self) -> tuple[frozenset[str], ...]:
        """The telling sets, folded."""
        return tuple(frozenset(names(told)) for told in self.tells)

    @cached_property
    def field_names(self) -> dict[str, tuple[str, ...]]:
        """Field → folded header names that mean it on this platform."""
        if not self.columns:
            return {}
        return {name: names(" | ".join(known)) for name, known in table(self.columns).items()}

    @cached_property
    def ignored_names(self) -> frozenset[str]:
        """Folded header names that mean no field of ours here."""
        return frozenset(names(self.ignored)) if self.ignored else frozenset()

    def is_told_by(self, header: set[str]) -> bool:
        """Whether a file with these folded headers is this platform's."""
        return any(told <= header for told in self.header_sets)
