"""The reader's language: chosen once, used by every page."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from retention.i18n import LANGUAGES, Words
from retention.i18n import words as words_of

LANGUAGE_KEY = "lang"


def language() -> str:
    """The language of this session: chosen, else the browser's, else English."""
    chosen = st.session_state.get(LANGUAGE_KEY)
    return chosen if chosen in LANGUAGES else browser_language()


def browser_language() -> str:
    """The browser's language where we speak it."""
    code = (st.context.locale or "").split("-")[0].lower()
    return code if code in LANGUAGES else LANGUAGES[0]


def words() -> Words:
    """Texts, numbers, money and dates in the reader's language."""
    return words_of(language())


def _(msgid: str, **fields: object) -> str:
    """The sentence in the reader's language."""
    return words().gettext(msgid, **fields)


def ngettext(singular: str, plural: str, n: int, **fields: object) -> str:
    """The form that fits n; {n} is filled in."""
    return words().ngettext(singular, plural, n, **fields)


def when(moment: datetime | None) -> str:
    """Day and minute of a moment in UTC, as the reader's clock showed it."""
    if moment is None:
        return "—"
    local = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(st.context.timezone or "UTC"))
    return f"{words().date(local.date())}, {local:%H:%M}"
