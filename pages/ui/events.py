"""Sales and holidays: what they are called, and those that the shop's owner names in Settings."""

from __future__ import annotations

import streamlit as st

from pages.ui import cached, tables
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, language, words
from retention.errors import RetentionError
from retention.i18n import sentence
from retention.metrics import OTHER_DAYS
from retention.shop.events import covered, read_own, written
from retention.shop.settings import change
from retention.values import EventWindow

LONGEST_NAME = 60
DAY = "DD.MM.YYYY"


def title(name: str) -> str:
    """What an event is called."""
    yearly = {
        "new_year": _("New Year"),
        "defenders_day": _("23 February"),
        "womens_day": _("8 March"),
        "black_friday": _("Black Friday"),
        OTHER_DAYS: _("Other days of these months"),
    }
    return yearly.get(name, name)


def names() -> list[str]:
    """The events that hold a day of the data."""
    coverage = cached.coverage()
    if coverage.data_start is None or coverage.as_of is None:
        return []
    return [name for name, days in covered(_own(), coverage.data_start, coverage.as_of).items() if days]


def own() -> None:
    """The shop's own events, with the way to add and to remove one."""
    st.subheader(_("Sales and holidays"), anchor=False)
    st.caption(
        _(
            "Days with a name. Cohorts shows under “More” whether the customers whom they brought come back. New Year, "
            "23 February, 8 March and Black Friday are known already."
        )
    )
    windows = _own()
    if windows:
        columns = {
            "name": Column(_("Sale or holiday")),
            "first": Column(_("From"), "date"),
            "last": Column(_("To"), "date"),
        }
        rows = [(title(window.name), window.first, window.last) for window in windows]
        tables.show(tables.frame(rows, tuple(columns)), columns, key="own events")
    _add(windows)
    if windows:
        _remove(windows)


def _add(windows: tuple[EventWindow, ...]) -> None:
    with st.form(f"event {len(windows)}", border=False):  # a new form after each, and so an empty one
        line = st.container(horizontal=True, vertical_alignment="bottom")
        said = line.text_input(
            _("Sale or holiday"), max_chars=LONGEST_NAME, placeholder=_("for example, the shop's birthday")
        )
        first = line.date_input(_("From"), None, format=DAY, width=150)
        last = line.date_input(
            _("To"), None, format=DAY, width=150, help=_("Nothing here means one day only.")
        )
        if line.form_submit_button(_("Add"), icon=":material/add:"):
            name = " ".join(said.replace(";", ",").split())  # a semicolon parts the events of the setting
            if not name or first is None:
                st.error(_("Give it a name and its first day."))
            elif last is not None and last < first:
                st.error(_("The last day lies before the first."))
            else:
                _save((*windows, EventWindow(name, first, last or first)))


def _remove(windows: tuple[EventWindow, ...]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(_("Which one?"), windows, format_func=_named, width=420)
        if st.button(_("Remove it"), icon=":material/delete:"):
            _save(tuple(window for window in windows if window != chosen))


def _named(window: EventWindow) -> str:
    return f"{title(window.name)} · {words().date(window.first)}"


def _save(windows: tuple[EventWindow, ...]) -> None:
    try:
        change(cached.shop(), "events", written(windows))
    except RetentionError as error:
        st.error(plain(sentence(error, language())), icon=":material/error:")
        return
    st.rerun()


def _own() -> tuple[EventWindow, ...]:
    return read_own(cached.shop().setting("events"))
