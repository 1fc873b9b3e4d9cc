"""What the overview shows, as plain words and numbers: kept between starts, so that the first page needs no pandas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import streamlit as st

from pages.ui import cached, segments
from pages.ui.cards import Card
from pages.ui.text import plain
from pages.ui.words import _, ngettext, words
from retention.values import Note

MONTH_DAYS = 31


@dataclass(frozen=True)
class Contact:
    """A group in which a message is worth most."""

    segment: str
    customers: int
    net_revenue: float


@dataclass(frozen=True)
class Overview:
    """The page in one language."""

    answer: str
    cards: list[Card]
    contacts: list[Contact]
    notes: tuple[Note, ...]

    @classmethod
    def of_shop(cls) -> Overview:
        """What this session's shop has to say, counted now or earlier."""
        return cached.told("overview", _counted, cls._of)

    @classmethod
    def _of(cls, told: dict[str, Any]) -> Overview:
        cards = [Card(**card) for card in told["cards"]]
        return cls(told["answer"], cards, [Contact(*row) for row in told["contacts"]], told["notes"])


def _counted() -> dict[str, Any]:
    from pages.ui import overview_figures  # and with it pandas, only where something is to be counted

    figures = overview_figures.Figures.of_shop()
    rows = cached.metric("rfm").rows
    return {
        "answer": overview_figures.answer(figures),
        "cards": [_plain(card) for card in overview_figures.cards_of(figures)],
        "contacts": [
            (str(row.segment), int(row.customers), float(row.net_revenue))
            for segment in segments.TO_ACT
            for row in rows[rows["segment"] == segment.value].itertuples()
        ],
        "notes": (*figures.repeat.notes, *figures.churn.notes),
    }


def _plain(card: Card) -> dict[str, Any]:
    return {**asdict(card), "trend": [float(value) for value in card.trend]}


def contact_cards(contacts: Sequence[Contact]) -> None:
    """The groups in which a message is worth most: people, money, the way to them."""
    for contact in contacts:
        _contact_card(contact)
    if not contacts:
        st.caption(_("Nobody needs a message now."))


def _contact_card(row: Contact) -> None:
    count = ngettext("{n} customer", "{n} customers", row.customers)
    revenue = words().money_short(row.net_revenue, cached.coverage().currency)
    line = st.container(horizontal=True, vertical_alignment="center", wrap=False)
    with line.container(gap=None):
        st.markdown(plain(f"{segments.title(row.segment)} · {count} · {revenue}"))
        st.caption(plain(segments.advice(row.segment)))
    if line.button(_("Open"), key=f"contact {row.segment}"):
        st.switch_page("pages/understand/segments.py", query_params={"segment": row.segment})


def steps() -> None:
    """The month's work, each step a link; what is done bears a check mark."""
    coverage = cached.coverage()
    day, unknown = words().date(coverage.as_of), coverage.unknown_status_orders
    is_fresh = coverage.as_of is not None and (date.today() - coverage.as_of).days <= MONTH_DAYS
    load = _("Orders are up to date ({day})") if is_fresh else _("Load the latest orders (data to {day})")
    _step("pages/start/load_data.py", load.format(day=day), ":material/upload_file:", is_done=is_fresh)
    known = _("Checked: every order status is known")
    check = _("Decide about unknown statuses ({count})", count=unknown) if unknown else known
    _step("pages/start/load_data.py", check, ":material/rule:", is_done=not unknown)
    _step("pages/understand/cohorts.py", _("See who comes back"), ":material/grid_on:")
    _step("pages/understand/churn.py", _("See who leaves"), ":material/trending_down:")
    _step("pages/act/target_lists.py", _("Make the lists"), ":material/send:")


def _step(page: str, label: str, icon: str, *, is_done: bool = False) -> None:
    st.page_link(page, label=plain(label), icon=":material/check_circle:" if is_done else icon)
