"""Names, cards and the answer of the churn page."""

from __future__ import annotations

from datetime import date
from typing import Any

from pages.ui.cards import Card, money
from pages.ui.compare import Pair
from pages.ui.words import _, ngettext, words
from retention.values import Grain, Movement

WINDOWS = (30, 45, 60, 90, 120, 180, 270, 365)


def grains() -> dict[str, str]:
    """Steps of the churn table."""
    return {Grain.WEEK: _("Week"), Grain.MONTH: _("Month"), Grain.QUARTER: _("Quarter")}


def views() -> dict[str, str]:
    """The pictures of the page."""
    return {"rate": _("Churn rate"), "base": _("Active base")}


def windows() -> dict[str, str]:
    """Churn windows to choose from."""
    fixed = {str(days): ngettext("{n} day", "{n} days", days) for days in WINDOWS}
    return {"auto": _("learned from your customers"), **fixed}


def fixed(window: str) -> int | None:
    """The window in days; None = learned."""
    return None if window == "auto" else int(window)


def movements() -> dict[str, str]:
    """Groups of people in a period."""
    return {
        Movement.CHURNED: _("Churned"),
        Movement.RESURRECTED: _("Reactivated"),
        Movement.NEW: _("New"),
        Movement.ACTIVE_END: _("Active at the end"),
    }


def period_names(rows: Any, grain: str) -> dict[str, str]:
    """The periods of the table, newest first."""
    return {str(day): words().period(day, Grain(grain)) for day in reversed(list(rows["period"]))}


def first_day(period: str) -> date:
    """The day that a period's name stands for."""
    return date.fromisoformat(period)


def answer(pair: Pair | None, window: int, grain: str) -> str:
    """The page's answer."""
    if pair is None or pair.now.churn_rate != pair.now.churn_rate:
        return _("It is too early to say: no period with active customers is over yet.")
    text = _(
        "{period}: {share} of active customers left — {count} of {size} have not ordered for {days}.",
        period=words().period(pair.now.period, Grain(grain)),
        share=words().percent(pair.now.churn_rate),
        count=pair.now.churned,
        size=pair.now.active_start,
        days=ngettext("{n} day", "{n} days", window),
    )
    return text[:1].upper() + text[1:]


def cards_of(pair: Pair, whole: Any) -> list[Card]:
    """The page's figures; `whole` are the periods of their trends."""
    usual = _("within the usual spread") if pair.is_usual("churned", "active_start") else ""
    of_active = _("active at the start: {size}", size=pair.now.active_start)
    return [
        Card(
            _("Churn rate"),
            words().percent(pair.now.churn_rate),
            change=pair.points("churn_rate"),
            against=pair.against,
            is_up_good=None if usual else False,
            people=" · ".join(filter(None, [of_active, usual])),
            trend=list(whole["churn_rate"].dropna()),
        ),
        Card(
            _("Active customers"),
            words().number(pair.now.active_end),
            change=pair.number("active_end"),
            against=pair.against,
            people=_("at the end of the period"),
            trend=list(whole["active_end"]),
        ),
        Card(
            _("Reactivated"),
            words().number(pair.now.resurrected),
            change=pair.number("resurrected"),
            against=pair.against,
            is_up_good=None,
            people=_("came back after they had churned"),
            trend=list(whole["resurrected"]),
        ),
        money(
            _("Past-year revenue"),
            pair.now.churned_revenue_365,
            _("of those who left, over the 365 days before"),
        ),
    ]
