"""Figures in a row: value, change with its comparison, trend, how many people stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.ui.text import plain


@dataclass(frozen=True)
class Card:
    """One figure. `change` begins with + or − and `against` says with what it is compared."""

    label: str
    value: str
    change: str | None = None
    against: str | None = None
    is_up_good: bool | None = True  # None: neither good nor bad
    trend: Sequence[float] = ()
    people: str = ""
    help: str | None = None


def show(cards: Sequence[Card]) -> None:
    """At most five figures side by side, equally tall."""
    for column, card in zip(st.columns(len(cards)), cards, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            _show_one(card)


def _show_one(card: Card) -> None:
    st.metric(
        card.label,
        plain(card.value),
        _delta(card.change),
        delta_color=_colour(card),
        delta_description=card.against if card.change else None,
        chart_data=list(card.trend) or None,
        help=card.help,
    )
    if card.people:
        st.caption(plain(card.people))


def _delta(change: str | None) -> str | None:
    """Streamlit reads the direction from an ASCII minus."""
    return change.replace("\N{MINUS SIGN}", "-").removeprefix("+") if change else None


def _colour(card: Card) -> str:
    if card.is_up_good is None or not card.change:
        return "off"
    return "normal" if card.is_up_good else "inverse"
