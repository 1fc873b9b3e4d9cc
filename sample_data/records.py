"""The things the generator makes: people, orders with lines, visits."""

from __future__ import annotations

from dataclasses import dataclass, field

COUNTED = ("completed", "shipped")


@dataclass(frozen=True)
class Product:
    """One article; the price is in cents."""

    sku: str
    name: str
    category: str
    price: int
    weight: float


@dataclass
class Line:
    """One line of an order; the discount is in cents for the whole line."""

    product: Product
    quantity: int
    discount: int = 0

    @property
    def amount(self) -> int:
        """Return what the customer pays for the line, in cents."""
        return self.product.price * self.quantity - self.discount


@dataclass
class Person:
    """One real person behind the orders, which the files show only by id, e-mail and phone."""

    key: int
    joined: int
    channel: str
    need: str
    kind: str = "customer"
    emails: list[str] = field(default_factory=list)
    phone: str = ""
    name: str = ""
    city: str = ""
    country: str = ""
    account: str = ""
    account_from: int = 0
    device: str = "mobile"
    rhythm: float = 1.0
    frailty: float = 1.0
    is_deal_hunter: bool = False
    is_payday_shopper: bool = False
    owns_machine: bool = False
    was_persuaded: bool = False
    orders: list[Order] = field(default_factory=list)

    @property
    def purchases(self) -> list[Order]:
        """Return the orders that count as purchases, oldest first."""
        return [order for order in self.orders if order.is_purchase]


@dataclass
class Order:
    """One order; times are minutes since the shop opened, money is in cents."""

    person: Person | None
    minute: int
    channel: str
    lines: list[Line]
    coupon: str = ""
    fate: str = "delivered"
    status: str = ""
    updated: int = 0
    refunded: int = 0
    refunded_minute: int = -1
    payment: str = "card"
    delivery: str = "courier"
    device: str = ""
    number: int = 0
    contact: dict[str, str] = field(default_factory=dict)

    @property
    def day(self) -> int:
        """Return the day number of the order; 0 is the day the shop opened."""
        return self.minute // 1440

    @property
    def amount(self) -> int:
        """Return the order total in cents."""
        return sum(line.amount for line in self.lines)

    @property
    def categories(self) -> list[str]:
        """Return the categories in the order, each once, in line order."""
        return list(dict.fromkeys(line.product.category for line in self.lines))

    @property
    def is_sold(self) -> bool:
        """Return whether the order is in gross revenue; a refunded order was sold and given back."""
        return self.status in COUNTED or self.status == "refunded"

    @property
    def is_purchase(self) -> bool:
        """Return whether the order counts as a purchase of a known customer."""
        return self.person is not None and self.status in COUNTED and 0 <= self.refunded < self.amount


@dataclass
class Visit:
    """One session on the site."""

    minute: int
    visitor: str
    account: str
    channel: str
    device: str
    landing: str
    pages: int
    product_views: int
    categories: list[str]
    has_cart: bool = False
    has_checkout: bool = False
    order: Order | None = None
    cart_value: int = 0
