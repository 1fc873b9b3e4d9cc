"""What follows an order: delivery, cancelling, refunds, order numbers, and the contact typed in."""

from __future__ import annotations

from sample_data import names
from sample_data.assortment import COFFEE
from sample_data.baskets import Baskets
from sample_data.dice import Dice
from sample_data.records import Order, Person
from sample_data.times import DAYS, LAST_MINUTE, OUTAGE, TRACKING_FROM, arrivals

FIRST_NUMBER = 1001
ANONYMOUS_ORDERS = 352
TEST_DAYS = (0, 3, 60, 191, 246, 410, 455, 546, 640)
_HOUR, _DAY = 60, 1440


def anonymous_orders(dice: Dice, baskets: Baskets) -> list[Order]:
    """Return the orders of the pick-up counter, which know neither e-mail nor phone."""
    weights = [arrivals(day) for day in range(DAYS)]
    days = sorted(dice.pick(range(DAYS), weights) for _ in range(ANONYMOUS_ORDERS))
    return [baskets.fill_in_store(day * _DAY + dice.between(10 * _HOUR, 19 * _HOUR)) for day in days]


def staff_member(dice: Dice, baskets: Baskets) -> Person:
    """Return the colleague who tries the shop out, with the test orders."""
    person = Person(1, TEST_DAYS[0], "direct", COFFEE, "staff", ["test@example.com"], name="Test Test")
    person.country, person.city, person.account = "LV", "Riga", "1"
    for day in TEST_DAYS:
        order = baskets.fill(person, day * _DAY + dice.between(9 * _HOUR, 18 * _HOUR))
        order.channel, order.coupon, order.device, order.fate = "direct", "", "", "test"
        for line in order.lines:
            line.discount = 0
        person.orders.append(order)
    return person


def settle(dice: Dice, order: Order) -> None:
    """Set the status, the last change and the refund as they stand on the last day of the data."""
    order.updated = order.minute
    if order.fate == "test":
        order.status = "test"
    elif order.fate == "cancelled":
        _cancel(dice, order)
    else:
        _deliver(dice, order)


def _cancel(dice: Dice, order: Order) -> None:
    days = 8 if order.day in OUTAGE else 2
    cancelled = order.minute + dice.between(30, days * _DAY)
    order.status = "cancelled" if cancelled <= LAST_MINUTE else "pending"
    if order.status == "cancelled":
        order.updated = cancelled


def _deliver(dice: Dice, order: Order) -> None:
    shipped = _shipping_minute(dice, order)
    delivered = shipped if _is_taken_home(order) else shipped + dice.between(18 * _HOUR, 4 * _DAY)
    if shipped > LAST_MINUTE:
        order.status = "pending"
        return
    order.status = "completed" if delivered <= LAST_MINUTE else "shipped"
    order.updated = delivered if delivered <= LAST_MINUTE else shipped
    if order.fate.startswith("refund"):
        _refund(dice, order, delivered + dice.between(2 * _DAY, 15 * _DAY))


def _is_taken_home(order: Order) -> bool:
    return not order.device and order.delivery == "pickup"


def _shipping_minute(dice: Dice, order: Order) -> int:
    if _is_taken_home(order):
        return order.minute
    if order.day in OUTAGE:
        return OUTAGE.stop * _DAY + dice.between(8 * _HOUR, 3 * _DAY)
    if order.payment == "bank link" and order.day > DAYS - 40 and dice.chance(0.03):
        return LAST_MINUTE + 1  # the money has not come yet
    slow = dice.chance(0.10)
    return order.minute + dice.between(10 * _HOUR, (9 if slow else 3) * _DAY)


def _refund(dice: Dice, order: Order, minute: int) -> None:
    if minute > LAST_MINUTE:
        return
    order.refunded_minute = order.updated = minute
    if order.fate == "refund all":
        order.refunded, order.status = order.amount, "refunded"
    elif len(order.lines) > 1:
        order.refunded = min(line.amount for line in order.lines)
    else:
        order.refunded = order.amount * dice.between(20, 50) // 100


def number_orders(orders: list[Order]) -> None:
    """Give the orders their numbers in the order of time."""
    for number, order in enumerate(orders, start=FIRST_NUMBER):
        order.number = number


def write_contacts(dice: Dice, person: Person) -> None:
    """Fill in who each order says it is from, as untidy as people are.

    Every order of a person carries something that joins it to the others: the first e-mail, or the phone.
    """
    for index, order in enumerate(person.orders):
        account = person.account if index >= person.account_from else ""
        # Whoever has two addresses uses the second one from the second order on.
        email = person.emails[min(index, len(person.emails) - 1)] if person.emails else ""
        order.contact = {
            "account": "guest" if person.kind == "marketplace" else account,
            "email": names.untidy_email(dice, email) if email else "",
            "phone": names.untidy_phone(dice, _phone(dice, person, index)),
            "name": person.name,
            "city": person.city,
            "country": person.country,
        }


def _phone(dice: Dice, person: Person, index: int) -> str:
    if person.kind == "fair":
        return person.phone if index == 0 else ""
    must = not person.emails or person.kind == "two e-mails"
    return person.phone if must or dice.chance(0.9) else ""


def is_tracked(order: Order) -> bool:
    """Return whether the order was placed on the site since visits are recorded."""
    return bool(order.device) and order.minute >= TRACKING_FROM * _DAY
