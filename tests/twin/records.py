"""The plain records that the twin reads: orders and sessions as they stand in a file."""

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

MEANINGS = ("counted", "pending", "cancelled", "refunded", "test")


@dataclass(frozen=True)
class Order:
    """One order (section 3): all its rows together, at the time of its earliest line.

    `identifiers` holds raw (kind, value) pairs, kind one of customer_id, email, phone.
    """

    order_id: str | None
    row: int
    ordered_at: datetime
    identifiers: tuple[tuple[str, str], ...]
    amount: Decimal
    meaning: str = "counted"
    refunded: Decimal = Decimal(0)
    refunded_on: date | None = None


@dataclass(frozen=True)
class Session:
    """One visit (section 10)."""

    visitor: str
    started_at: datetime
    cart: bool = False
    purchased: bool = False


@dataclass(frozen=True)
class Purchase:
    """A counted order of a known customer with an amount above zero, not given back in full (section 3)."""

    at: datetime
    order_id: str | None
    row: int
    amount: Decimal
    refunded: Decimal = Decimal(0)

    @property
    def on(self) -> date:
        return self.at.date()


@dataclass(frozen=True)
class Movement:
    """Money on a day: a sale above zero, a refund below (section 3)."""

    on: date
    amount: Decimal


@dataclass
class Customer:
    """One connected component of identifiers with its purchases in order and its money."""

    purchases: list[Purchase] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)

    @property
    def first_on(self) -> date:
        return self.purchases[0].on

    @property
    def last_on(self) -> date:
        return self.purchases[-1].on

    def net_revenue(self) -> Decimal:
        """Everything ever paid less everything given back, refunds before the first purchase too."""
        return sum((move.amount for move in self.movements), Decimal(0))

    def gaps(self) -> list[int]:
        """Days between consecutive purchases; two on one day are 0 days apart (section 5)."""
        days = [purchase.on for purchase in self.purchases]
        return [(later - earlier).days for earlier, later in itertools.pairwise(days)]
