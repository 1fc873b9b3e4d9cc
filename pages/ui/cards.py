"""Figures in a row: value, change with its comparison, trend, how many people stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.ui import cached
from pages.ui.text import plain
from pages.ui.words import words

SIGNS = "+\N{MINUS SIGN}"


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
    width: float = 1


def money(label: str, amount: float, people: str, **rest: Any) -> Card:
    """An amount of money: short where it is long, and then written out below."""
    currency = cached.coverage().currency
    short, exact = words().money_short(amount, currency), words().money(amount, currency)
    said = people if short == exact else f"{exact} · {people}"
    return Card(label, short, people=said, width=1.2, **rest)


def show(cards: Sequence[Card]) -> None:
    """At most five figures side by side, equally tall."""
    for column, card in zip(st.columns([card.width for card in cards]), cards, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            _show_one(card)


def _show_one(card: Card) -> None:
    st.metric(
        card.label,
        plain(card.value),
        plain(card.change.lstrip(SIGNS)) if card.change else None,
        delta_arrow=_arrow(card),
        delta_color=_colour(card),
        delta_description=card.against if card.change else None,
        chart_data=list(card.trend) or None,
        help=card.help,
    )
    if card.people:
        st.caption(plain(card.people))


def _is_zero(card: Card) -> bool:
    return not any(digit in (card.change or "") for digit in "123456789")


def _arrow(card: Card) -> str:
    if _is_zero(card):
        return "off"
    return "down" if _is_down(card) else "up"


def _is_down(card: Card) -> bool:
    return bool(card.change) and str(card.change).startswith(SIGNS[1])


def _colour(card: Card) -> str:
    """Green and red for better and worse only."""
    if card.is_up_good is None or _is_zero(card):
        return "gray"
    return "green" if card.is_up_good != _is_down(card) else "red"
