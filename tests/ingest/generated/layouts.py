"""What a layout is: how one system writes its orders, and what a file of it says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from tests.ingest.generated.month import Order, Said
from tests.ingest.generated.styles import Cell, Style, Table

Row = dict[str, Cell]
Words = dict[str, tuple[str, str]]
"""State of an order → the file's word and what it means."""


@dataclass(frozen=True)
class Layout:
    """One export layout. `rows` gives an order's rows by header; what is left out is an empty cell."""

    name: str
    header: tuple[str, ...]
    rows: Callable[[Order], list[Row]]
    words: Words
    native: Style = field(default_factory=Style)
    identifiers: frozenset[str] = frozenset()
    amount: Callable[[Order], Decimal] = lambda order: order.total
    number: Callable[[Order], str] = lambda order: str(order.number)
    numbers: Callable[[Order], set[str]] = lambda order: set()  # further ones that stand on the order
    tells_refunds: bool = False
    has_lines: bool = False
    has_city: bool = False
    quote_all: bool = False
    more: Callable[[Order], list[Said]] = lambda order: []

    def table(self, orders: list[Order]) -> Table:
        """Header and rows."""
        rows = [row for order in orders for row in self.rows(order)]
        for row in rows:
            assert set(row) <= set(self.header), set(row) - set(self.header)
        return [list(self.header), *([row.get(name, "") for name in self.header] for row in rows)]

    def said(self, order: Order) -> list[Said]:
        """What the file says of the order."""
        meaning = self.words.get(order.state, self.words["paid"])[1]
        refund = order.refund if self.tells_refunds else Decimal(0)
        shown = tuple(
            f"{kind} {value}" for kind in sorted(self.identifiers) if (value := order.identifier(kind))
        )
        said = Said(self.number(order), order.at, self.amount(order), meaning, refund, shown)
        return [said, *self.more(order)]

    def word(self, order: Order) -> str:
        """The status word of the order."""
        return word_of(self.words, order)


def word_of(words: Words, order: Order) -> str:
    """The word for the order's state; a state that the system does not know is a paid order."""
    return words.get(order.state, words["paid"])[0]


def columns(text: str, mark: str = ",") -> tuple[str, ...]:
    """Header texts."""
    return tuple(name.strip() for name in text.replace("\n", " ").split(mark))


def flat(name: str) -> str:
    """A product name for a packed cell: without the marks that part the items."""
    return " ".join(name.replace(";", " ").replace("|", " ").split())
