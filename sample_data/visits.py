"""Visits to the site since they are recorded: of buyers, of customers who only look, and of strangers."""

from __future__ import annotations

from sample_data import assortment as a
from sample_data.dice import Dice
from sample_data.paperwork import is_tracked
from sample_data.records import Order, Person, Visit
from sample_data.times import DAYS, LAST_MINUTE, TRACKING_FROM, arrivals, minute_on

STRANGERS = 19_000
_FIRST_MINUTE = TRACKING_FROM * 1440
_CATEGORY_WEIGHTS = (0.38, 0.18, 0.09, 0.11, 0.15, 0.09)
_CHANNELS = ("organic", "paid search", "social", "direct", "email")
_STRANGER_WEIGHTS = (0.36, 0.27, 0.22, 0.12, 0.03)
_REGULAR_WEIGHTS = (0.20, 0.08, 0.08, 0.28, 0.36)
_SOURCES = {
    "email": (("newsletter", "email"),),
    "organic": (("google", "organic"), ("google", "organic"), ("google", "organic"), ("bing", "organic")),
    "paid search": (("google", "cpc"),),
    "social": (("instagram", "social"), ("facebook", "social")),
    "direct": (("(direct)", "(none)"),),
}


class Traffic:
    """Makes the visits.

    Parameters
    ----------
    dice : Dice
        The stream for visits.
    """

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self._cookies: dict[tuple[int, str], str] = {}
        self._visitors = 0

    def record(self, people: list[Person]) -> list[Visit]:
        """Return all visits by time."""
        visits: list[Visit] = []
        for person in people:
            for order in person.orders:
                if is_tracked(order):
                    visits += self._visits_of_order(person, order)
            if person.kind in ("customer", "two e-mails", "fair"):
                visits += self._looks(person)
        for _ in range(STRANGERS):
            visits += self._stranger()
        return sorted(visits, key=lambda visit: (visit.minute, visit.visitor))

    def source(self, visit: Visit) -> tuple[str, str]:
        """Return the source and the medium of a visit."""
        return self.dice.pick(_SOURCES[visit.channel])

    def _new_visitor(self) -> str:
        self._visitors += 1
        # A fixed step spreads the numbers, so that they do not tell who came first.
        return f"v{self._visitors * 48_271 % 99_991:05d}"

    def _cookie(self, person: Person, device: str) -> str:
        if (person.key, device) not in self._cookies:
            self._cookies[person.key, device] = self._new_visitor()
        return self._cookies[person.key, device]

    def _visits_of_order(self, person: Person, order: Order) -> list[Visit]:
        """Return the visit that ended in the order, and the looks before it that did not."""
        start = max(order.minute - self.dice.between(3, 35), _FIRST_MINUTE)
        visitor = self._cookie(person, order.device)
        views = len(order.lines) + self.dice.between(0, 5)
        bought = Visit(
            start,
            visitor,
            order.contact["account"],
            order.channel,
            order.device,
            self._landing(order.categories),
            views + self.dice.between(3, 8),
            views,
            order.categories,
            True,
            True,
            order,
            order.amount,
        )
        if self.dice.chance(0.2):
            bought.categories = _once([*bought.categories, self._category()])
        visits = [bought]
        is_first = order is person.orders[0]
        for _ in range(self.dice.pick((0, 1, 2, 3), (0.5, 0.28, 0.15, 0.07))):
            ahead = self.dice.between(90, (14 if is_first else 5) * 1440)
            # After an order the same person may return at once, but not before the one that came earlier.
            if start - ahead >= max(_FIRST_MINUTE, self._last_before(person, order)):
                account = "" if is_first else self._account(person, start - ahead, 0.6)
                visits.append(
                    self._look(
                        start - ahead,
                        visitor,
                        account,
                        order.channel,
                        order.device,
                        order.categories,
                        cart=0.36,
                    )
                )
        return visits

    def _last_before(self, person: Person, order: Order) -> int:
        return max((other.minute + 60 for other in person.orders if other.minute < order.minute), default=0)

    def _looks(self, person: Person) -> list[Visit]:
        """Return the visits of a customer outside orders; the lapsed ones look in after a newsletter."""
        if not person.orders or person.orders[-1].day < TRACKING_FROM - 420:
            return []
        last = person.orders[-1].day
        is_lapsed = last < DAYS - 120
        count = self.dice.pick((0, 1, 2, 4), (0.64, 0.2, 0.1, 0.06) if is_lapsed else (0.38, 0.28, 0.2, 0.14))
        first = max(TRACKING_FROM, person.orders[0].day + 1)
        looks = []
        for _ in range(count if first < DAYS else 0):
            minute = minute_on(self.dice, self.dice.between(first, DAYS - 1))
            channel = "email" if is_lapsed else self.dice.pick(_CHANNELS, _REGULAR_WEIGHTS)
            interest = [person.need] if self.dice.chance(0.6) else [self._category()]
            looks.append(
                self._look(
                    minute,
                    self._cookie(person, person.device),
                    self._account(person, minute, 0.75),
                    channel,
                    person.device,
                    interest,
                    cart=0.24,
                )
            )
        return looks

    def _account(self, person: Person, minute: int, share: float) -> str:
        """Return the customer id when the person has one by then and is logged in."""
        has_one = any(o.contact["account"] == person.account for o in person.orders if o.minute < minute)
        return person.account if has_one and self.dice.chance(share) else ""

    def _stranger(self) -> list[Visit]:
        visitor, device = (
            self._new_visitor(),
            self.dice.pick(("mobile", "desktop", "tablet"), (0.7, 0.26, 0.04)),
        )
        day = self.dice.pick(range(TRACKING_FROM, DAYS), _ARRIVALS)
        channel, interest = self.dice.pick(_CHANNELS, _STRANGER_WEIGHTS), [self._category()]
        visits = []
        for number in range(self.dice.pick((1, 2, 3, 5), (0.66, 0.19, 0.1, 0.05))):
            minute = minute_on(self.dice, day)
            if minute <= LAST_MINUTE:
                visits.append(
                    self._look(
                        minute, visitor, "", channel, device, interest, cart=0.17 if number == 0 else 0.30
                    )
                )
            day += self.dice.between(1, 12)
        return visits

    def _look(
        self,
        minute: int,
        visitor: str,
        account: str,
        channel: str,
        device: str,
        interest: list[str],
        cart: float,
    ) -> Visit:
        """Return a visit without an order."""
        has_cart = self.dice.chance(cart)
        if not has_cart and self.dice.chance(0.34):
            return Visit(minute, visitor, account, channel, device, self._landing(interest), 1, 0, [])
        views = self.dice.pick((1, 2, 3, 5, 8), (0.3, 0.28, 0.2, 0.15, 0.07))
        seen = list(interest)
        if views > 1 and self.dice.chance(0.3):
            seen = _once([*seen, self._category()])
        visit = Visit(
            minute,
            visitor,
            account,
            channel,
            device,
            self._landing(interest),
            views + self.dice.between(1, 4),
            views,
            seen,
            has_cart,
        )
        if has_cart:
            visit.has_checkout = self.dice.chance(0.36)
            visit.cart_value = sum(
                self._price(seen) for _ in range(self.dice.pick((1, 2, 3), (0.6, 0.28, 0.12)))
            )
            visit.pages += 1 + visit.has_checkout
        return visit

    def _category(self) -> str:
        return self.dice.pick(a.CATEGORIES, _CATEGORY_WEIGHTS)

    def _price(self, categories: list[str]) -> int:
        products = a.BY_CATEGORY[self.dice.pick(categories)]
        return self.dice.pick(products, [product.weight for product in products]).price

    def _landing(self, interest: list[str]) -> str:
        return self.dice.pick(("/", a.PATHS[interest[0]], "/sale"), (0.42, 0.52, 0.06))


_ARRIVALS = [arrivals(day) for day in range(TRACKING_FROM, DAYS)]


def _once(categories: list[str]) -> list[str]:
    return list(dict.fromkeys(categories))
