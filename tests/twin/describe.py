"""What the shop holds (contract, `describe`; definitions, sections 1 to 3)."""

from datetime import datetime
from decimal import Decimal

from tests.twin.book import Book
from tests.twin.churn import window_days
from tests.twin.records import Session
from tests.twin.statistics import ratio


def describe(book: Book, sessions: list[Session] = ()) -> dict:
    """Totals include anonymous orders; per-customer numbers do not."""
    purchases, people = book.purchases(), len(book.customers)
    total = sum((move.amount for move in book.movements if move.amount > 0), Decimal(0))
    net = sum((move.amount for move in book.movements), Decimal(0))
    stamps: list[datetime] = [order.ordered_at for order in book.orders]
    repeaters = sum(1 for customer in book.customers if len(customer.purchases) > 1)
    return {
        "as_of": book.as_of,
        "first_at": min(stamps, default=None),
        "last_at": max(stamps, default=None),
        "customers": people,
        "purchases": len(purchases),
        "gross_revenue": total,
        "refunds": total - net,
        "net_revenue": net,
        "average_order_value": ratio(sum(purchase.amount for purchase in purchases), len(purchases)),
        "orders_per_customer": ratio(len(purchases), people),
        "one_time_share": ratio(people - repeaters, people),
        "repeat_share": ratio(repeaters, people),
        "anonymous_orders": len(book.anonymous),
        "anonymous_revenue_share": ratio(sum(order.amount for order in book.anonymous), total),
        "sessions": len(sessions),
        "churn_window_days": window_days(book) if book.orders else None,
    }
