"""When each customer buys: the rhythm of the need, fading loyalty, and the planted events."""

from __future__ import annotations

from sample_data import assortment as a
from sample_data.baskets import Baskets
from sample_data.dice import Dice
from sample_data.people import RETURN_FACTOR
from sample_data.records import Order, Person
from sample_data.times import DAYS, GIFT_SEASONS, OUTAGE, SALES, WELCOME_FROM, as_date, minute_on, settle_day

# Planted: share of the new customers who would stay away and whom the welcome series brings back.
WELCOME_PERSUADES = 0.13
# Planted: factor on the chance to come back of those whose first order fell into the delivery outage.
OUTAGE_FACTOR = 0.25

_RETURNS = {a.COFFEE: 0.60, a.TEA: 0.52, a.CARE: 0.46, a.SWEETS: 0.36, a.EQUIPMENT: 0.32, a.GIFTS: 0.20}
_LEAVES_AFTER = {2: 0.27, 3: 0.19, 4: 0.14}
_LEAVES_LATER = 0.10
_PAUSE, _PAUSE_BEFORE_SECOND, _PAUSE_FACTOR = 0.18, 0.42, (1.8, 7.0)
_GIFT_AGAIN, _GIFT_EXTRA = 0.24, {"december": 0.10, "march": 0.07}
_CANCELS, _CANCELS_IN_OUTAGE, _RETRIES = 0.034, 0.15, 0.45


class Buying:
    """Gives every person their orders, oldest first, without the paperwork that follows an order.

    Parameters
    ----------
    dice : Dice
        The stream for times and loyalty.
    baskets : Baskets
        Fills the orders.
    """

    def __init__(self, dice: Dice, baskets: Baskets) -> None:
        self.dice = dice
        self.baskets = baskets

    def live(self, person: Person) -> None:
        """Simulate one person from the first order to the end of the data."""
        if person.kind == "wholesale":
            self._live_wholesale(person)
            return
        day: int | None = person.joined
        while day is not None and day < DAYS:
            self._order(person, day)
            self._maybe_second_same_day(person)
            day = self._next_day(person)
        self._buy_gifts(person)
        person.orders.sort(key=lambda order: order.minute)

    def _order(self, person: Person, day: int) -> Order:
        order = self.baskets.fill(person, minute_on(self.dice, day))
        order.fate = self._fate(order)
        person.orders.append(order)
        return order

    def _fate(self, order: Order) -> str:
        in_outage = order.day in OUTAGE
        if self.dice.chance(_CANCELS_IN_OUTAGE if in_outage else _CANCELS):
            return "cancelled"
        full, part = (0.05, 0.09) if in_outage else (0.014, 0.02)
        if a.EQUIPMENT in order.categories:
            full += 0.03
        return self.dice.pick(("refund all", "refund part", "delivered"), (full, part, 1 - full - part))

    def _maybe_second_same_day(self, person: Person) -> None:
        """Add what was forgotten, some hours later on the same day."""
        first = person.orders[-1]
        minute = first.minute + self.dice.between(25, 200)
        if self.dice.chance(0.008) and minute // 1440 == first.day and first.fate == "delivered":
            person.orders.append(self.baskets.fill(person, minute, forgotten=True))

    def _next_day(self, person: Person) -> int | None:
        last = person.orders[-1]
        if last.fate == "cancelled" and self.dice.chance(_RETRIES):
            return last.day + self.dice.between(1, 3)
        done = sum(order.fate != "cancelled" for order in person.orders)
        gap = self._gap(person, first=done <= 1)
        stays = self.dice.chance(self._stay_chance(person, done))
        if done == 1 and self._is_persuaded(person, stays, gap):
            person.was_persuaded = True
            soon = last.day + self.dice.between(9, 44)
            return settle_day(self.dice, soon, last.day + 1, person.is_payday_shopper)
        if not stays:
            return None
        wished = self._wait_for_sale(person, last.day + gap)
        return settle_day(self.dice, wished, last.day + 1, person.is_payday_shopper)

    def _stay_chance(self, person: Person, done: int) -> float:
        last = person.orders[-1]
        if done <= 1:
            chance = _RETURNS[person.need] * RETURN_FACTOR[person.channel]
            if last.day in OUTAGE:
                chance *= OUTAGE_FACTOR
        else:
            # The channel of the first order still shows later, but weaker.
            leaving = _LEAVES_AFTER.get(done, _LEAVES_LATER) * person.frailty
            chance = 1 - leaving / RETURN_FACTOR[person.channel] ** 0.5
            if last.day in OUTAGE:
                chance *= 0.75
        if last.fate == "refund all":
            chance *= 0.5
        if person.kind == "two e-mails" and done <= 1:
            return max(chance, 0.97)
        return min(chance, 0.97)

    def _is_persuaded(self, person: Person, stays: bool, gap: float) -> bool:
        """Return whether the welcome series brings back somebody who would not have come within 60 days."""
        if person.joined < WELCOME_FROM or person.joined in OUTAGE or person.channel == "marketplace":
            return False
        return (not stays or gap > 60) and self.dice.chance(WELCOME_PERSUADES)

    def _gap(self, person: Person, first: bool) -> float:
        if person.need == a.EQUIPMENT and person.orders:
            person.need = self.dice.pick((a.COFFEE, a.CARE), (0.85, 0.15))
        if person.need == a.GIFTS:
            person.need = self.dice.pick((a.COFFEE, a.TEA, a.SWEETS), (0.5, 0.25, 0.25))
            return self.dice.around(70, 0.6)
        # A pause now and then: holidays, a packet from elsewhere. First returns vary more than habits do.
        usual = a.RHYTHM_DAYS[person.need] * 0.93 * person.rhythm
        gap = self.dice.around(usual, 0.45 if first else 0.22)
        if self.dice.chance(_PAUSE_BEFORE_SECOND if first else _PAUSE):
            low, high = _PAUSE_FACTOR
            gap *= low + (high - low) * self.dice.uniform()
        return gap

    def _wait_for_sale(self, person: Person, day: float) -> float:
        """Pull an order to a sale that is near: deal hunters wait long, others only for Black Friday."""
        for sale in SALES:
            ahead = sale.days[0] - day
            if person.is_deal_hunter and -8 <= ahead <= 30:
                return self.dice.pick(sale.days)
            if sale.coupon == "BLACK25" and -18 <= ahead <= 12 and self.dice.chance(0.45):
                return self.dice.pick(sale.days)
        return day

    def _buy_gifts(self, person: Person) -> None:
        """Add presents before Christmas and 8 March: by gift givers each year, by others now and then."""
        if not person.orders:
            return
        first, last = person.orders[0], person.orders[-1]
        came_for_gifts = first.categories[0] == a.GIFTS
        for season, years in GIFT_SEASONS.items():
            for days in years:
                recently = days[0] - 150 < last.day
                share = _GIFT_AGAIN if came_for_gifts else _GIFT_EXTRA[season] * recently
                if first.day < days[0] - 20 and self.dice.chance(share * RETURN_FACTOR[person.channel]):
                    minute = minute_on(self.dice, self.dice.pick(days))
                    gift = self.baskets.fill(person, minute, need=a.GIFTS)
                    gift.fate = self._fate(gift)
                    person.orders.append(gift)

    def _live_wholesale(self, person: Person) -> None:
        day = person.joined
        while day < DAYS:
            minute = day * 1440 + self.dice.between(9 * 60, 16 * 60)
            person.orders.append(self.baskets.fill_wholesale(person, minute))
            day += self.dice.between(18, 24)
            while as_date(day).weekday() >= 5:
                day += 1
