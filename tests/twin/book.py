"""The book of a shop: purchases in order and money by date, as of a day (definitions, sections 1 and 3)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.twin.identity import customers_of
from tests.twin.records import Customer, Movement, Order, Purchase


@dataclass
class Book:
    """What the metrics read.

    `customers` holds those with at least one purchase, `anonymous` the orders that are purchases but for the
    customer, `movements` the money of everybody.
    """

    as_of: date | None
    orders: list[Order]
    customers: list[Customer]
    movements: list[Movement]
    anonymous: list[Order]

    @property
    def data_start(self) -> date:
        """The date of the first loaded order, whatever its status (section 1)."""
        return min(order.ordered_at for order in self.orders).date()

    def purchases(self) -> list[Purchase]:
        """All purchases of all customers."""
        return [purchase for customer in self.customers for purchase in customer.purchases]


def refund_of(order: Order) -> Decimal:
    """What was given back on the order itself; the status *refunded* means all of it (section 3)."""
    return max(order.amount, Decimal(0)) if order.meaning == "refunded" else order.refunded


def money_of(order: Order, last_day: date) -> list[Movement]:
    """The sale on the order's date and the refund on its own date, else on the order's (section 3).

    A refund known from after the last covered day counts on that day (docs/decisions/0004).
    """
    if order.meaning not in ("counted", "refunded"):
        return []
    ordered_on = order.ordered_at.date()
    money = [
        Movement(ordered_on, order.amount),
        Movement(min(order.refunded_on or ordered_on, last_day), -refund_of(order)),
    ]
    return [move for move in money if move.amount]


def is_sale(order: Order) -> bool:
    """A purchase but for the customer: counted, above zero, not given back in full."""
    return order.meaning == "counted" and order.amount > 0 and order.refunded < order.amount


def order_key(orders: list[Order]):
    """Sort key of purchases: time, order id (a number when all ids of the shop are), row (section 3)."""
    ids = [order.order_id for order in orders if order.order_id is not None]
    numeric = all(order_id.isdigit() for order_id in ids)

    def key(purchase: Purchase):
        order_id = purchase.order_id or ""
        return purchase.at, (int(order_id or 0) if numeric else order_id), purchase.row

    return key


def build(orders: list[Order], as_of: date | None = None) -> Book:
    """Read the orders into customers. Orders and money after `as_of` have not happened yet."""
    owners = customers_of(orders)
    last_day = max((order.ordered_at.date() for order in orders), default=None)
    day = as_of or last_day
    people: dict[int, Customer] = defaultdict(Customer)
    book = Book(day, orders, [], [], [])
    for order, owner in zip(orders, owners, strict=True):
        if order.ordered_at.date() > day:
            continue
        money = [move for move in money_of(order, last_day) if move.on <= day]
        book.movements.extend(money)
        if owner is None:
            book.anonymous.extend([order] if is_sale(order) else [])
            continue
        people[owner].movements.extend(money)
        if is_sale(order):
            back = -sum((move.amount for move in money if move.amount < 0), Decimal(0))
            purchase = Purchase(order.ordered_at, order.order_id, order.row, order.amount, back)
            people[owner].purchases.append(purchase)
    book.customers = [person for person in people.values() if person.purchases]
    in_order = order_key(orders)
    for person in book.customers:
        person.purchases.sort(key=in_order)
    return book
