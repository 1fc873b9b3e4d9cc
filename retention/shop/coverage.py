"""What the loaded data cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

LONGEST_HORIZON = 365


@dataclass(frozen=True)
class Coverage:
    """One row: the span of the data and what limits it. Dates are None in an empty shop."""

    as_of: date | None = None
    data_start: date | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None
    currency: str | None = None
    other_currency_orders: int = 0
    unknown_status_orders: int = 0
    anonymous_orders: int = 0
    anonymous_revenue_share: float | None = None
    shared_identifiers: int = 0
    has_orders: bool = False
    has_sessions: bool = False
    orders_from_sessions: bool = False
    buyers: int = 0
    largest_revenue_share: float | None = None
    largest_purchase_share: float | None = None


def horizon_of(as_of: date, data_start: date) -> int:
    """H: for how many days a gap between purchases must have been followed to count."""
    return min(LONGEST_HORIZON, ((as_of - data_start).days + 1) // 2)
