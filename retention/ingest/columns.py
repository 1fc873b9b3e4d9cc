"""The meaning of a file's columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ItemColumns:
    """Where the items of an order stand when a row is a whole order; positions of columns."""

    packed: tuple[int, ...] = ()  # several items in one cell, or one item in each cell
    prices: int | None = None  # their prices, packed alike into a cell of their own
    numbered: tuple[Mapping[str, int], ...] = ()  # of item 1, 2, …: field -> position
    syntax: str = ""  # key of a Syntax; empty = the one that fits

    @property
    def positions(self) -> set[int]:
        """All their columns."""
        alone = set(self.packed) | ({self.prices} if self.prices is not None else set())
        return alone.union(*(one.values() for one in self.numbered))


@dataclass
class Columns:
    """What each column means, and what must be done to read it so."""

    kind: str
    platform: str
    header: list[str]
    mapping: dict[str, int]  # field -> position of its column
    cart_goal: str = ""  # the goal whose id in a list of goals means a cart
    missing: list[str] = field(default_factory=list)
    suggestions: dict[str, str] = field(default_factory=dict)
    notes: list[list[object]] = field(default_factory=list)
    costs: list[str] = field(default_factory=list)  # features that the missing columns cost
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # field -> pattern, replacement
    repeated: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # field -> further columns of it
    items: ItemColumns | None = None
    cancel_prefix: str = ""  # an order number that begins so takes back what its lines name

    def title(self, name: str) -> str:
        """Header text of the field's column."""
        return self.header[self.mapping[name]]

    @property
    def titles(self) -> dict[str, str]:
        """Field → header text."""
        packed = {"items": self.header[self.items.packed[0]]} if self.items and self.items.packed else {}
        return {name: self.title(name) for name in self.mapping} | packed

    @property
    def kept(self) -> list[int]:
        """Positions of the columns that are read at all."""
        further = {at for positions in self.repeated.values() for at in positions}
        return sorted(set(self.mapping.values()) | further | (self.items.positions if self.items else set()))

    @property
    def raw_names(self) -> dict[str, str]:
        """Field → column of the scratch table `raw`; a cell that must be undressed has a column of its own."""
        return {
            name: f"c{at + 1}_{name}" if name in self.cells else f"c{at + 1}"
            for name, at in self.mapping.items()
        }

    @property
    def undressed(self) -> dict[str, str]:
        """Further columns of `raw` → SQL over the cells as written: what the platform puts around a value is off."""
        names = self.raw_names
        return {names[name]: self._undressed(name) for name in self.cells if name in names}

    def _undressed(self, name: str) -> str:
        pattern, kept = map(quoted, self.cells[name])
        return f"nullif(trim(regexp_replace(c{self.mapping[name] + 1}, {pattern}, {kept}, 'g')), '')"


def quoted(text: str) -> str:
    """The text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
