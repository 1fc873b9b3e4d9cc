"""The shop's calendar: when it opened, its sales, its bad fortnight, busy days and hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sample_data.dice import Dice

OPENED = date(2024, 11, 1)
AS_OF = date(2026, 10, 31)
DAYS = (AS_OF - OPENED).days + 1
LAST_MINUTE = DAYS * 1440 - 1


def day_number(year: int, month: int, day: int) -> int:
    """Return days since the shop opened."""
    return (date(year, month, day) - OPENED).days


def as_date(day: int) -> date:
    """Return the date of a day number."""
    return OPENED + timedelta(days=day)


def stamp(minute: int) -> str:
    """Return ``YYYY-MM-DD HH:MM`` for a minute since opening."""
    moment = datetime(OPENED.year, OPENED.month, OPENED.day) + timedelta(minutes=minute)
    return moment.strftime("%Y-%m-%d %H:%M")


OUTAGE = range(day_number(2026, 4, 13), day_number(2026, 4, 26) + 1)
WELCOME_FROM = day_number(2026, 2, 1)
TRACKING_FROM = day_number(2026, 6, 1)
FAIR = range(day_number(2025, 6, 14), day_number(2025, 6, 15) + 1)
# Payday money is spent in the days after the 5th and the 20th.
AFTER_PAYDAY = frozenset((*range(6, 11), *range(21, 26)))
_SHOPPING_DAYS = frozenset((*range(6, 10), *range(21, 25)))


@dataclass(frozen=True)
class Sale:
    """A sale with its coupon word, its days and its discount in percent."""

    coupon: str
    days: range
    percent: int


def _sale(coupon: str, percent: int, first: tuple[int, int, int], length: int) -> Sale:
    start = day_number(*first)
    return Sale(coupon, range(start, start + length), percent)


SALES = (
    _sale("BLACK25", 25, (2024, 11, 28), 5),
    _sale("MARCH10", 10, (2025, 3, 1), 8),
    _sale("SUMMER15", 15, (2025, 7, 10), 10),
    _sale("BIRTHDAY15", 15, (2025, 10, 30), 4),
    _sale("BLACK25", 25, (2025, 11, 27), 5),
    _sale("MARCH10", 10, (2026, 3, 1), 8),
    _sale("SUMMER15", 15, (2026, 7, 9), 10),
)
BLACK_FRIDAYS = tuple(sale.days for sale in SALES if sale.coupon == "BLACK25")
# Days on which gifts are bought: before Christmas and before 8 March.
GIFT_SEASONS = {
    "december": (
        range(day_number(2024, 12, 2), day_number(2024, 12, 22)),
        range(day_number(2025, 12, 2), day_number(2025, 12, 22)),
    ),
    "march": (
        range(day_number(2025, 2, 27), day_number(2025, 3, 8)),
        range(day_number(2026, 2, 27), day_number(2026, 3, 8)),
    ),
}

_SEASON = {
    1: 0.90,
    2: 0.98,
    3: 1.06,
    4: 1.0,
    5: 0.95,
    6: 0.88,
    7: 0.84,
    8: 0.90,
    9: 1.06,
    10: 1.10,
    11: 1.18,
    12: 1.22,
}
_WEEKDAY = (1.08, 1.02, 1.0, 1.02, 0.92, 0.90, 1.12)
_HOUR = (
    0.9,
    0.4,
    0.2,
    0.1,
    0.1,
    0.3,
    0.9,
    1.8,
    2.8,
    3.8,
    4.6,
    5.0,
    5.8,
    5.6,
    4.6,
    4.2,
    4.4,
    5.0,
    6.0,
    8.2,
    9.6,
    9.4,
    6.6,
    2.8,
)


def sale_on(day: int) -> Sale | None:
    """Return the sale that runs on the day, if any."""
    return next((sale for sale in SALES if day in sale.days), None)


def gift_season_on(day: int) -> str:
    """Return ``december``, ``march`` or an empty text."""
    for name, seasons in GIFT_SEASONS.items():
        if any(day in days for days in seasons):
            return name
    return ""


def is_after_payday(day: int) -> bool:
    """Return whether the day is one of the five after the 5th or the 20th."""
    return as_date(day).day in AFTER_PAYDAY


def busy(day: int) -> float:
    """Return how strongly a day draws orders, by weekday and payday."""
    return _WEEKDAY[as_date(day).weekday()] * (1.22 if is_after_payday(day) else 1.0)


def arrivals(day: int) -> float:
    """Return how many new customers a day draws, in arbitrary units: a growing shop with seasons."""
    growth = 1.0 + 0.95 * day / DAYS
    strength = growth * _SEASON[as_date(day).month] * busy(day)
    if any(day in days for days in BLACK_FRIDAYS):
        strength *= 3.4
    elif sale_on(day):
        strength *= 1.25
    if gift_season_on(day):
        strength *= 1.35
    return strength


def settle_day(dice: Dice, day: float, earliest: int, payday_shopper: bool) -> int:
    """Return a believable day near the wished one: busy days draw, payday shoppers wait for their money."""
    middle = round(day)
    days = [d for d in range(middle - 3, middle + 4) if d >= earliest] or [max(middle, earliest)]
    if payday_shopper:
        near = [
            d for d in range(middle - 8, middle + 9) if d >= earliest and as_date(d).day in _SHOPPING_DAYS
        ]
        days = sorted(near, key=lambda d: (abs(d - middle), d))[:4] or days
    return dice.pick(days, [busy(d) for d in days])


def minute_on(dice: Dice, day: int) -> int:
    """Return a minute of the day: few at night, a lunch hour, most in the evening."""
    return day * 1440 + dice.pick(range(24), _HOUR) * 60 + dice.between(0, 59)
