"""Numbers, money and dates as a reader of one language writes them."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import (
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
    get_currency_symbol,
)

from retention.values import Grain

NOTHING = "—"
MINUS = "\N{MINUS SIGN}"
MILLION = 1_000_000
KNOWN = 8192
"""Texts of one sort that are remembered: each run of a page writes the same numbers again. A remembered −0 would stand
for 0 as well, and is none (`value + 0`)."""
SIGNS = {"KZT": "₸", "RUB": "₽", "TRY": "₺", "UAH": "₴"}
"""Known to those who use them; other currencies have the sign that the language gives them, or their code."""
# Named patterns differ between English-speaking countries; these read the same everywhere.
PATTERNS = {
    Grain.DAY: ("d MMM y", "d MMM"),
    Grain.WEEK: ("d MMM y", "d MMM"),
    Grain.MONTH: ("LLLL y", "LLL y"),
    Grain.QUARTER: ("QQQ y", "QQQ y"),
    Grain.YEAR: ("y", "y"),
}
WEEK_PATTERNS = {"en": "'week of' d MMM y", "ru": "'неделя с' d MMM y"}


def is_nothing(value: Any) -> bool:
    """None, NaN and NaT: there is no value to show."""
    return value is None or value != value


@cache
def _locale(language: str) -> Locale:
    """Parsed once: every cell of a table asks for it."""
    return Locale.parse(language)


@lru_cache(KNOWN)
def _number(value: float, pattern: str, language: str) -> str:
    return format_decimal(value, pattern, _locale(language)).replace("-", MINUS)


@lru_cache(KNOWN)
def _money(value: float, currency: str, is_whole: bool, language: str) -> str:
    locale = _locale(language)
    usual = get_currency_symbol(currency, locale)
    sign = SIGNS.get(currency, usual)
    pattern = locale.currency_formats["standard"].pattern
    if sign.isalpha() and pattern.startswith("¤"):  # a code of letters needs a space before the digits
        pattern = pattern.replace("¤", "¤\N{NO-BREAK SPACE}")
    if is_whole:
        pattern = re.sub(r"\.00", "", pattern)
    text = format_currency(value, currency, pattern, locale, currency_digits=False)
    return text.replace(usual, sign).replace("-", MINUS)


@lru_cache(KNOWN)
def _date(day: dt.date, pattern: str, language: str) -> str:
    return format_date(day, pattern, _locale(language)).replace(" ", "\N{NO-BREAK SPACE}")


class Formats:
    """Formats in one language. Every method shows a missing value as a dash."""

    language: str

    @property
    def locale(self) -> Locale:
        """Babel's own record of the language."""
        return _locale(self.language)

    def number(self, value: float | None, digits: int = 0) -> str:
        """`1,025`; with a fixed number of decimals where asked."""
        if value is None or is_nothing(value):
            return NOTHING
        return _number(value + 0, "#,##0" + ("." + "0" * digits if digits else ""), self.language)

    def percent(self, share: float | None, *, is_rounded: bool = False) -> str:
        """A share as percent: one decimal below 10 %, none above, nor where it is rounded anyway (axes)."""
        if share is None or is_nothing(share):
            return NOTHING
        has_decimal = 0 < abs(round(share * 100, 1)) < 10 and not is_rounded
        pattern = self.locale.percent_formats[None].pattern
        return str(
            format_percent(share, pattern.replace("0", "0.0") if has_decimal else pattern, self.locale)
        )

    def money(self, value: float | None, currency: str | None) -> str:
        """An amount with its currency; cents only below 1,000. Without a known currency, the bare number."""
        if value is None or is_nothing(value):
            return NOTHING
        whole = abs(value) >= 1000 or value == 0
        if not currency:
            return self.number(value, 0 if whole else 2)
        return _money(value + 0, currency, whole, self.language)

    def money_short(self, value: float | None, currency: str | None) -> str:
        """The same for narrow places: `€54.6M`, «54,6 млн ₽» from a million up."""
        if value is None or is_nothing(value) or abs(value) < MILLION:
            return self.money(value, currency)
        digits = 2 if len(f"{abs(value):.0f}") % 3 == 1 else 3  # 4.9M, 54.6M, 210M
        rounded = float(f"{abs(value):.{digits}g}")  # before it is written: 999,999,999 is 1B, not 1000M
        number = format_compact_decimal(rounded, locale=self.locale, fraction_digits=1)
        return (MINUS if value < 0 else "") + self.money(0, currency).replace("0", number)

    def date(self, day: dt.date | None) -> str:
        """`31 Oct 2026`, «31 окт. 2026»."""
        return self.period(day, Grain.DAY)

    def month(self, day: dt.date | None) -> str:
        """`January 2026`, «январь 2026»."""
        return self.period(day, Grain.MONTH)

    def period(self, first_day: dt.date | None, grain: Grain = Grain.MONTH) -> str:
        """The name of the calendar period that begins on this day."""
        if grain == Grain.WEEK:
            return self._dated(first_day, WEEK_PATTERNS[self.language])
        return self._dated(first_day, PATTERNS[Grain(grain)][0])

    def period_short(self, first_day: dt.date | None, grain: Grain = Grain.MONTH) -> str:
        """The same for axes and narrow columns: `Jan 2026`, «янв. 2026»."""
        return self._dated(first_day, PATTERNS[Grain(grain)][1])

    def since(self, first_day: dt.date | None, grain: Grain = Grain.MONTH) -> str:
        """The same after a preposition: «с мая 2025»."""
        return self._dated(first_day, PATTERNS[Grain(grain)][1].replace("LLL", "MMM"))

    def _dated(self, day: dt.date | None, pattern: str) -> str:
        if day is None or is_nothing(day):
            return NOTHING
        return _date(day, pattern, self.language)
