"""Counting among the people of the shop, for the truths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sample_data.records import Order, Person, Visit
from sample_data.times import DAYS, as_date

AS_OF_DAY = DAYS - 1


@dataclass
class Shop:
    """The whole shop, as only its maker knows it."""

    people: list[Person]
    orders: list[Order]
    visits: list[Visit] = field(default_factory=list)

    @property
    def customers(self) -> list[Person]:
        """Return the people with at least one purchase."""
        return [person for person in self.people if person.purchases]

    @property
    def purchases(self) -> list[Order]:
        """Return the purchases of all customers."""
        return [order for person in self.people for order in person.purchases]


def net(orders: Iterable[Order]) -> int:
    """Return what the orders brought in, less refunds, in cents."""
    return sum(order.amount - order.refunded for order in orders if order.is_sold)


def share_of(yes: Iterable[bool]) -> float:
    """Return the share of true answers."""
    answers = list(yes)
    return sum(answers) / len(answers)


def first_day(person: Person) -> int:
    """Return the day of the first purchase."""
    return person.purchases[0].day


def returned_within(person: Person, days: int) -> bool:
    """Return whether the second purchase came within so many days of the first."""
    purchases = person.purchases
    return len(purchases) > 1 and purchases[1].day - purchases[0].day <= days


def repeat_share(people: Iterable[Person], days: int) -> float:
    """Return the share that bought again within so many days, among those followed that long."""
    followed = [person for person in people if first_day(person) <= AS_OF_DAY - days]
    return share_of(returned_within(person, days) for person in followed)


def month(day: int) -> int:
    """Return the calendar month of a day as one running number."""
    date = as_date(day)
    return date.year * 12 + date.month


def months(person: Person) -> list[int]:
    """Return the months of the purchases, oldest first."""
    return [month(order.day) for order in person.purchases]
