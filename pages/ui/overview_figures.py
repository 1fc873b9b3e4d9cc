"""Figures and cards of the overview, counted: what pages/ui/overview.py keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pages.ui import cached, compare
from pages.ui.cards import Card, money
from pages.ui.words import _, ngettext, words
from retention.i18n import POOLED
from retention.values import Clock, Grain, Mode, Result

HORIZON = 90
YEAR_PERIODS = 12
AGE_PERIOD = 2
"""Third 30-day period of the age clock: it ends on day 89, next to the horizon."""


@dataclass(frozen=True)
class Figures:
    """What the overview shows; `earlier` is the returning share as it stood a year ago."""

    repeat: Result
    earlier: Result | None
    churn: Result

    @classmethod
    def of_shop(cls) -> Figures:
        """The figures of this session's shop."""
        coverage = cached.coverage()
        year_ago = _year_before(coverage.as_of)
        is_covered = coverage.data_start is not None and year_ago > coverage.data_start
        earlier = cached.metric("repeat_purchase", as_of=year_ago) if is_covered else None
        churn = cached.metric(
            "churn", grain=Grain.MONTH, window="auto"
        )  # as the Churn page asks: counted once
        return cls(cached.metric("repeat_purchase"), earlier, churn)

    def within(self, result: Result | None) -> Any | None:
        """The row of the horizon, where somebody was followed that long."""
        if result is None:
            return None
        found = result.rows[result.rows["horizon_days"] == HORIZON]
        row = next(found.itertuples(), None)
        return row if row is not None and row.eligible > 0 else None


def answer(figures: Figures) -> str:
    """The shop's month in one sentence."""
    now, before = figures.within(figures.repeat), figures.within(figures.earlier)
    days = ngettext("{n} day", "{n} days", HORIZON)
    if now is None:
        return _("It is too early to say: no customer has been with you for {days} yet.", days=days)
    share = words().percent(now.share)
    if before is None:
        return _("{share} of first-time buyers come back within {days}.", share=share, days=days)
    return _(
        "{share} of first-time buyers come back within {days}; a year ago it was {before}.",
        share=share,
        days=days,
        before=words().percent(before.share),
    )


def cards_of(figures: Figures) -> list[Card]:
    """Returning, leaving, active, worth."""
    pair = compare.last_whole(figures.churn)
    cards = [_returning(figures)]
    if pair is not None:
        whole = compare.whole(figures.churn)
        cards += [_churn(pair, whole), _active(pair, whole)]
    return [*cards, *filter(None, [_value()])]


def _returning(figures: Figures) -> Card:
    now, before = figures.within(figures.repeat), figures.within(figures.earlier)
    label = _("Returned within {days}", days=ngettext("{n} day", "{n} days", HORIZON))
    if now is None:
        return Card(label, words().percent(None), people=_("not enough data"))
    is_usual = before is not None and now.share_low <= before.share <= now.share_high
    count = ngettext("{n} first-time buyer", "{n} first-time buyers", now.eligible)
    return Card(
        label,
        words().percent(now.share),
        change=compare.points(now.share, before.share) if before is not None else None,
        against=_("vs a year ago"),
        is_up_good=None if is_usual else True,
        people=" · ".join(filter(None, [count, _("within the usual spread") if is_usual else ""])),
        trend=_returning_by_cohort(),
    )


def _returning_by_cohort() -> list[float]:
    rows = cached.metric("cohort_retention", mode=Mode.CUMULATIVE, clock=Clock.AGE).rows
    is_shown = (rows["period"] == AGE_PERIOD) & rows["is_complete"].astype(bool) & (rows["cohort"] != POOLED)
    return list(rows.loc[is_shown, "share"])


def _churn(pair: compare.Pair, whole: Any) -> Card:
    is_usual = pair.is_usual("churned", "active_start")
    of_active = _("active at the start: {size}", size=pair.now.active_start)
    return Card(
        _("Churn rate, {period}", period=words().period_short(pair.now.period)),
        words().percent(pair.now.churn_rate),
        change=pair.points("churn_rate"),
        against=pair.against,
        is_up_good=None if is_usual else False,
        people=" · ".join(filter(None, [of_active, _("within the usual spread") if is_usual else ""])),
        trend=list(whole["churn_rate"].dropna()),
    )


def _active(pair: compare.Pair, whole: Any) -> Card:
    return Card(
        _("Active customers"),
        words().number(pair.now.active_end),
        change=pair.number("active_end"),
        against=pair.against,
        people=_("ordered within {days}", days=ngettext("{n} day", "{n} days", pair.now.window_days)),
        trend=list(whole["active_end"]),
    )


def _value() -> Card | None:
    """Net revenue of a customer over the first twelve 30-day periods, or as many as a cohort has lived through."""
    rows = cached.metric("cohort_retention", clock=Clock.AGE).rows
    pooled = rows[(rows["cohort"] == POOLED) & (rows["period"] < YEAR_PERIODS)].tail(1)
    whole = next(pooled.itertuples(), None)
    if whole is None:
        return None
    is_shown = (
        (rows["period"] == whole.period) & rows["is_complete"].astype(bool) & (rows["cohort"] != POOLED)
    )
    by_cohort = list(rows.loc[is_shown, "cumulative_revenue_per_customer"])
    months = ngettext("{n} month", "{n} months", int(whole.period) + 1)
    size = ngettext("{n} customer", "{n} customers", int(whole.size))
    return money(
        _("Revenue per customer"),
        whole.cumulative_revenue_per_customer,
        f"{_('in {months}', months=months)} · {size}",
        trend=by_cohort if len(by_cohort) > 1 else [],
        help=_(
            "Net revenue from the first order on, months of 30 days, all buyers together; the line is by cohort."
        ),
    )


def _year_before(day: date | None) -> date:
    day = day or date.min
    return date(max(day.year - 1, 1), day.month, min(day.day, 28) if day.month == 2 else day.day)
