"""Figures, cards and steps of the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from pages.ui import cached, churn, compare, segments
from pages.ui.cards import Card
from pages.ui.text import plain
from pages.ui.words import _, ngettext, words
from retention.i18n import POOLED
from retention.values import Clock, Mode, Result

HORIZON = 90
AGE_PERIOD = 2
"""Third 30-day period of the age clock: it ends on day 89, next to the horizon."""


@dataclass(frozen=True)
class Figures:
    """What the overview shows; `earlier` is the returning share as it stood a year ago."""

    shop: dict[str, Any]
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
        return cls(cached.describe(), cached.metric("repeat_purchase"), earlier, cached.metric("churn"))

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
    if now is None:
        return _("It is too early to say: no customer has been with you for {days} days yet.", days=HORIZON)
    share = words().percent(now.share)
    if before is None:
        return _("{share} of first-time buyers come back within {days} days.", share=share, days=HORIZON)
    return _(
        "{share} of first-time buyers come back within {days} days; a year ago it was {before}.",
        share=share,
        days=HORIZON,
        before=words().percent(before.share),
    )


def cards_of(figures: Figures) -> list[Card]:
    """Returning, leaving, active, average order."""
    pair = compare.last_closed(figures.churn.rows)
    cards = [_returning(figures)]
    if pair is not None:
        cards += [_churn(pair, figures.churn.rows), _active(pair, figures.churn.rows)]
    return [*cards, _orders(figures)]


def _returning(figures: Figures) -> Card:
    now, before = figures.within(figures.repeat), figures.within(figures.earlier)
    label = _("Returned within {days} days", days=HORIZON)
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


def _churn(pair: compare.Pair, rows: Any) -> Card:
    closed = rows[~rows["is_open"].astype(bool)]
    is_usual = pair.is_usual("churn_rate", "rate_low", "rate_high")
    of_active = _("of {size} active customers", size=pair.now.active_start)
    return Card(
        _("Churn rate, {period}", period=words().month(pair.now.period)),
        words().percent(pair.now.churn_rate),
        change=pair.points("churn_rate"),
        against=pair.against,
        is_up_good=None if is_usual else False,
        people=" · ".join(filter(None, [of_active, _("within the usual spread") if is_usual else ""])),
        trend=list(churn.possible(closed, pair.now.window_days)["churn_rate"].dropna()),
    )


def _active(pair: compare.Pair, rows: Any) -> Card:
    return Card(
        _("Active customers"),
        words().number(pair.now.active_end),
        change=pair.number("active_end"),
        against=pair.against,
        people=_("ordered within {days} days", days=pair.now.window_days),
        trend=list(rows.loc[~rows["is_open"].astype(bool), "active_end"]),
    )


def _orders(figures: Figures) -> Card:
    shop = figures.shop
    return Card(
        _("Average order value"),
        words().money(shop["average_order_value"], shop["currency"]),
        people=ngettext("{n} order", "{n} orders", shop["purchases"]),
    )


def contact_cards(rows: Any) -> None:
    """The groups in which a message is worth most: people, money, the way to them."""
    shown = [
        row for segment in segments.TO_ACT for row in rows[rows["segment"] == segment.value].itertuples()
    ]
    for row in shown:
        text, link = st.columns([4, 1], vertical_alignment="center")
        count = ngettext("{n} customer", "{n} customers", row.customers)
        money = words().money(row.net_revenue, cached.coverage().currency)
        title, advice = plain(segments.title(row.segment)), plain(segments.advice(row.segment))
        text.markdown(f"{title} · {count} · {plain(money)}  \n:small[:gray[{advice}]]")
        if link.button(_("Open"), key=f"contact {row.segment}", width="stretch"):
            st.switch_page("pages/understand/segments.py", query_params={"segment": row.segment})
    if not shown:
        st.caption(_("Nobody needs a message now."))


def steps() -> None:
    """The month's work, each step a link."""
    as_of = words().date(cached.coverage().as_of)
    st.page_link("pages/start/load_data.py", label=_("Load the latest orders (data to {day})", day=as_of),
                 icon=":material/upload_file:")  # fmt: skip
    st.page_link("pages/understand/cohorts.py", label=_("See who comes back"), icon=":material/grid_on:")
    st.page_link("pages/understand/churn.py", label=_("See who leaves"), icon=":material/trending_down:")
    st.page_link("pages/act/target_lists.py", label=_("Make the lists"), icon=":material/send:")


def _year_before(day: date | None) -> date:
    day = day or date.min
    return date(max(day.year - 1, 1), day.month, min(day.day, 28) if day.month == 2 else day.day)
