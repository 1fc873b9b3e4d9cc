"""Names and lookups of the cohort page."""

from __future__ import annotations

from datetime import date
from typing import Any

from pages.ui.text import plain
from pages.ui.words import _, words
from retention.i18n import POOLED, cohort_name, period_name
from retention.values import Clock, Grain, Mode

MOST_COHORTS = 36
SPANS = (12, 24, 36)


def grains() -> dict[str, str]:
    """Steps that cohorts and periods can have."""
    return {
        Grain.WEEK: _("Week"),
        Grain.MONTH: _("Month"),
        Grain.QUARTER: _("Quarter"),
        Grain.YEAR: _("Year"),
    }


def modes(grain: str) -> dict[str, str]:
    """What "came back" means."""
    in_this, by_this = {
        Grain.WEEK: (_("in this week"), _("at least once by this week")),
        Grain.MONTH: (_("in this month"), _("at least once by this month")),
        Grain.QUARTER: (_("in this quarter"), _("at least once by this quarter")),
        Grain.YEAR: (_("in this year"), _("at least once by this year")),
    }[Grain(grain)]
    return {Mode.IN_PERIOD: in_this, Mode.ON_OR_AFTER: _("in this or later"), Mode.CUMULATIVE: by_this}


def measures() -> dict[str, str]:
    """What is written on the cells."""
    return {
        "share": _("Share who came back"),
        "customers": _("Customers"),
        "cumulative_revenue_per_customer": _("Revenue per customer to date"),
        "average_order_value": _("Average order value"),
    }


def clocks() -> dict[str, str]:
    """What the periods count from."""
    return {Clock.CALENDAR: _("the calendar"), Clock.AGE: _("each customer's own first order")}


def cohort_names(rows: Any, grain: str) -> dict[str, str]:
    """The cohorts of a result, newest first."""
    names = [str(cohort) for cohort in rows["cohort"].drop_duplicates() if str(cohort) != POOLED]
    return {cohort: cohort_name(cohort, words(), Grain(grain)) for cohort in reversed(names)}


def period_names(rows: Any, cohort: str, grain: str) -> dict[str, str]:
    """The periods that a cohort has begun: from 1 on, or that of the first order for the youngest cohort."""
    periods = sorted(int(period) for period in rows.loc[rows["cohort"].astype(str) == cohort, "period"])
    return {str(period): period_name(period, words(), Grain(grain)) for period in periods[1:] or periods}


def spans() -> dict[str, str]:
    """How many periods the table shows."""
    return {str(span): words().number(span) for span in SPANS}


def latest(rows: Any, span: str) -> Any:
    """The rows of the latest cohorts that fit on a screen, up to this period."""
    cohorts = [cohort for cohort in rows["cohort"].drop_duplicates() if str(cohort) != POOLED][-MOST_COHORTS:]
    shown = rows[rows["cohort"].isin([*cohorts, POOLED])]
    return shown[shown["period"] <= int(span)]


def cell(rows: Any, cohort: str, period: int | str) -> Any | None:
    """One cell, or None."""
    found = rows[(rows["cohort"].astype(str) == cohort) & (rows["period"] == int(period))]
    return next(found.itertuples(), None)


def newest_complete(rows: Any, period: int = 1) -> Any | None:
    """The cell of the newest cohort for which this period is over."""
    is_whole = rows["is_complete"].astype(bool) & (rows["cohort"].astype(str) != POOLED)
    found = rows[is_whole & (rows["period"] == period)].tail(1)
    return next(found.itertuples(), None)


def answer(rows: Any, grain: str, mode: str) -> str:
    """The page's answer: the first step after the first order, of all cohorts and of the newest."""
    whole, newest = cell(rows, POOLED, 1), newest_complete(rows)
    if whole is None or newest is None:
        return _("It is too early to say: no cohort has lived through its first full period.")
    period = period_name(1, words(), Grain(grain))
    sentence = came_back(mode).format(share=words().percent(whole.share), period=period)
    name = cohort_name(str(newest.cohort), words(), Grain(grain))
    share = words().percent(newest.share)
    return sentence + " " + _("Of the newest cohort, {cohort}: {share}.", cohort=name, share=share)


def came_back(mode: str) -> str:
    """Who came back in a period, with places for the share and the period."""
    return {
        Mode.IN_PERIOD: _("{share} of first-time buyers came back in {period}."),
        Mode.ON_OR_AFTER: _("{share} of first-time buyers came back in {period} or later."),
        Mode.CUMULATIVE: _("{share} of first-time buyers came back at least once by {period}."),
    }[Mode(mode)]


def sentence(found: Any, grain: str, mode: str, name: str = "") -> str:
    """What a cell says, with its likely range; `name` where the cohort is no step of the calendar."""
    cohort = plain(name) or cohort_name(str(found.cohort), words(), Grain(grain))
    period = period_name(int(found.period), words(), Grain(grain))
    count, size = words().number(found.customers), words().number(found.size)
    text = {
        Mode.IN_PERIOD: _("{cohort} buyers, {period}: {count} of {size} came back"),
        Mode.ON_OR_AFTER: _("{cohort} buyers, {period} or later: {count} of {size} came back"),
        Mode.CUMULATIVE: _("{cohort} buyers, by {period}: {count} of {size} came back at least once"),
    }[Mode(mode)].format(cohort=cohort, period=period, count=count, size=size)
    low, high = words().percent(found.share_low), words().percent(found.share_high)
    likely = _("likely between {low} and {high}", low=low, high=high)
    ending = " · " + _("not over yet") if not found.is_complete else ""
    return f"**{text}** ({words().percent(found.share)}, {likely}){ending}"


def tab_names(found: Any) -> list[str]:
    """The two tabs of a cell with their counts."""
    came, stayed = words().number(found.customers), words().number(found.size - found.customers)
    return [_("Came back: {count}", count=came), _("Did not: {count}", count=stayed)]


def first_day(cohort: str) -> date:
    """The day that a cohort's name stands for."""
    return date.fromisoformat(cohort)
