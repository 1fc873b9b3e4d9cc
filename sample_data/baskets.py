"""What is in an order: products, quantities, coupons, and how it is paid and delivered."""

from __future__ import annotations

from sample_data import assortment as a
from sample_data.dice import Dice
from sample_data.records import Line, Order, Person
from sample_data.times import OUTAGE, WELCOME_FROM, sale_on

_QUANTITIES = {
    a.COFFEE: ((1, 2, 3, 4), (0.52, 0.33, 0.09, 0.06)),
    a.TEA: ((1, 2, 3), (0.55, 0.32, 0.13)),
    a.CARE: ((1, 2), (0.78, 0.22)),
    a.SWEETS: ((1, 2, 3, 4), (0.42, 0.32, 0.16, 0.10)),
    a.EQUIPMENT: ((1,), (1.0,)),
    a.GIFTS: ((1, 2, 3), (0.76, 0.18, 0.06)),
}
_LATER_CHANNELS = ("email", "direct", "organic", "paid search", "social")
_LATER_WEIGHTS = (0.34, 0.30, 0.20, 0.10, 0.06)
_PAYMENTS = ("card", "bank link", "cash on delivery", "paypal")
_PAYMENT_WEIGHTS = (0.58, 0.26, 0.06, 0.10)
_WHOLESALE_PRODUCTS = ("CF-101", "CF-104")
WHOLESALE_PERCENT = 15


class Baskets:
    """Fills orders.

    Parameters
    ----------
    dice : Dice
        The stream for baskets.
    """

    def __init__(self, dice: Dice) -> None:
        self.dice = dice

    def fill(self, person: Person, minute: int, need: str = "", forgotten: bool = False) -> Order:
        """Return an order of the person at the minute.

        Parameters
        ----------
        person : Person
            The buyer, with the orders made so far.
        minute : int
            Minutes since the shop opened.
        need : str
            The category of the first line; the need of the person by default.
        forgotten : bool
            True for the small second order of a day.
        """
        lines = [self._line(a.SWEETS if forgotten else need or person.need)]
        if not forgotten:
            lines += [self._line(category) for category in self._extras(person, minute // 1440, lines[0])]
        order = Order(person, minute, self._channel(person), lines)
        self._use_coupon(order, forgotten)
        self._pay_and_deliver(order)
        return order

    def fill_wholesale(self, person: Person, minute: int) -> Order:
        """Return an order of a café or an office, sent by e-mail and paid by invoice."""
        lines = [
            Line(product, self.dice.between(4, 9))
            for product in a.PRODUCTS
            if product.sku in _WHOLESALE_PRODUCTS
        ]
        order = Order(person, minute, "direct", lines, coupon=f"TRADE{WHOLESALE_PERCENT}")
        order.payment, order.delivery = "invoice", "courier"
        _discount(order, WHOLESALE_PERCENT)
        return order

    def fill_in_store(self, minute: int) -> Order:
        """Return an order typed at the pick-up counter for somebody who leaves no contact."""
        needs = (a.COFFEE, a.TEA, a.SWEETS, a.GIFTS)
        lines = [self._line(self.dice.pick(needs, (0.5, 0.2, 0.2, 0.1)))]
        order = Order(None, minute, "direct", lines)
        order.payment, order.delivery = self.dice.pick(("cash", "card")), "pickup"
        return order

    def _line(self, category: str) -> Line:
        products = a.BY_CATEGORY[category]
        product = self.dice.pick(products, [product.weight for product in products])
        return Line(product, self.dice.pick(*_QUANTITIES[category]))

    def _extras(self, person: Person, day: int, first: Line) -> list[str]:
        """Return further categories: a second article, sweets, and cleaning things when they are due."""
        extras = []
        if first.product.category == a.COFFEE:
            if person.owns_machine and self._is_due(person, day, a.CARE):
                extras.append(a.CARE)
            elif self.dice.chance(0.14):
                extras.append(a.COFFEE)
        elif first.product.category == a.TEA and self.dice.chance(0.28):
            extras.append(a.TEA)
        elif first.product.category == a.EQUIPMENT and self.dice.chance(0.35):
            extras.append(a.COFFEE)
        if first.product.category != a.SWEETS and self.dice.chance(0.13):
            extras.append(a.SWEETS)
        if person.orders and self.dice.chance(0.012):
            extras.append(a.EQUIPMENT)
        return extras

    def _is_due(self, person: Person, day: int, category: str) -> bool:
        bought = [order.day for order in person.orders if category in order.categories]
        if not bought:
            return self.dice.chance(0.35)
        return day - bought[-1] >= 0.70 * a.RHYTHM_DAYS[category] and self.dice.chance(0.95)

    def _channel(self, person: Person) -> str:
        if not person.orders or person.kind == "marketplace":
            return person.channel
        return self.dice.pick(_LATER_CHANNELS, _LATER_WEIGHTS)

    def _use_coupon(self, order: Order, forgotten: bool) -> None:
        person, sale = order.person, sale_on(order.day)
        if person is None or person.kind in ("marketplace", "fair") or forgotten:
            return
        if sale and (person.is_deal_hunter or self.dice.chance(0.72)):
            order.coupon = sale.coupon
            _discount(order, sale.percent)
        elif len(person.orders) == 1 and person.joined >= WELCOME_FROM and person.joined not in OUTAGE:
            self._maybe(order, "THANKYOU10", 10, 1.0 if person.is_deal_hunter else 0.34)
        elif not person.orders:
            self._maybe(order, "HELLO10", 10, 1.0 if person.is_deal_hunter else 0.16)
        else:
            self._maybe(order, "CLUB5", 5, 1.0 if person.is_deal_hunter else 0.05)

    def _maybe(self, order: Order, coupon: str, percent: int, share: float) -> None:
        if self.dice.chance(share):
            order.coupon = coupon
            _discount(order, percent)

    def _pay_and_deliver(self, order: Order) -> None:
        order.payment = self.dice.pick(_PAYMENTS, _PAYMENT_WEIGHTS)
        order.delivery = self.dice.pick(("parcel locker", "courier", "pickup"), (0.66, 0.26, 0.08))
        if order.channel == "marketplace":
            order.payment, order.delivery = "marketplace", "marketplace"
            return
        person = order.person
        if person is None or (person.kind == "fair" and not person.orders):
            return
        order.device = person.device if self.dice.chance(0.86) else self.dice.pick(("mobile", "desktop"))


def _discount(order: Order, percent: int) -> None:
    """Take the percent off every line, rounded to the cent."""
    for line in order.lines:
        line.discount = (line.product.price * line.quantity * percent + 50) // 100
