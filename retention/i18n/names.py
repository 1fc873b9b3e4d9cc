"""How cohorts and periods are called."""

from __future__ import annotations

from datetime import date

from retention.i18n.words import Words
from retention.values import Grain

POOLED = "all"


def cohort_name(cohort: str, words: Words, grain: Grain, *, is_short: bool = False) -> str:
    """`January 2026`, or "All cohorts" for the pooled row."""
    if cohort == POOLED:
        return words.gettext("All cohorts")
    first_day = date.fromisoformat(cohort)
    return words.period_short(first_day, grain) if is_short else words.period(first_day, grain)


def period_name(period: int, words: Words, grain: Grain) -> str:
    """`month 3`."""
    _ = words.gettext
    return {
        Grain.DAY: _("day {number}", number=period),
        Grain.WEEK: _("week {number}", number=period),
        Grain.MONTH: _("month {number}", number=period),
        Grain.QUARTER: _("quarter {number}", number=period),
        Grain.YEAR: _("year {number}", number=period),
    }[Grain(grain)]


def periods_since(words: Words, grain: Grain) -> str:
    """What the columns of a cohort table count."""
    _ = words.gettext
    return {
        Grain.DAY: _("days since the first order"),
        Grain.WEEK: _("weeks since the first order"),
        Grain.MONTH: _("months since the first order"),
        Grain.QUARTER: _("quarters since the first order"),
        Grain.YEAR: _("years since the first order"),
    }[Grain(grain)]
