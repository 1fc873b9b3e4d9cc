"""Cohorts of an event: do those who first bought in a sale come back as others do?"""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.ui import cached, choices, cohorts, downloads, events, frame, notes, tables
from pages.ui.tables import Column
from pages.ui.words import _, words
from retention.i18n import period_name
from retention.metrics import OTHER_DAYS, newcombe
from retention.values import Grain, Mode

EVERYBODY = ""
PERIODS = (1, 2, 3, 6, 12)


def choice() -> str:
    """A select box: all first-time buyers, or those of an event."""
    names = {EVERYBODY: _("any day")} | {name: events.title(name) for name in events.names()}
    return choices.select("event", _("First order in"), names, EVERYBODY)


def stop_with(event: str, grain: str, mode: str, place: Any) -> None:
    """Ends the page with the cohorts of an event, where one is chosen; the answer stands in its place."""
    if event == EVERYBODY:
        return
    result = cached.metric("cohort_retention", events=event, grain=Grain(grain), mode=Mode(mode))
    with place:
        frame.answer(answer(result.rows, event, grain, mode))
    st.caption(
        _(
            "Periods count from each customer's own first order. Beside the event stand those who first ordered on the "
            "other days of the same months."
        )
    )
    _table(result.rows, event, grain)
    notes.caveats(result.notes)
    downloads.table(result.rows, "cohort_retention")
    notes.counted("cohort_retention", "event_windows")
    choices.write_address()
    st.stop()


def answer(rows: Any, event: str, grain: str, mode: str) -> str:
    """The event's customers beside the others, in the first period after the first order."""
    here, others = (cohorts.cell(rows, name, 1) for name in (event, OTHER_DAYS))
    if here is None:
        return _("It is too early to say: no cohort has lived through its first full period.")
    text = cohorts.came_back(mode).format(
        share=words().percent(here.share), period=period_name(1, words(), Grain(grain))
    )
    parts = [f"{events.title(event)} — {text}"]
    if others is not None:
        low, high = newcombe(here.customers, here.size, others.customers, others.size)
        known = {"share": words().percent(others.share)}
        usual = _(
            "On other days of the same months: {share}; the difference is within the usual spread.", **known
        )
        parts.append(usual if low <= 0 <= high else _("On other days of the same months: {share}.", **known))
    return " ".join(parts)


def _table(rows: Any, event: str, grain: str) -> None:
    """All years together, then each year; a period that is not over is empty."""
    sizes = rows[rows["period"] == 0].set_index("cohort")["size"]
    shares = rows.assign(share=rows["share"].where(rows["is_complete"].astype(bool)))
    wide = shares.pivot(index="cohort", columns="period", values="share")
    shown = [period for period in PERIODS if period in wide]
    years = sorted({name[-4:] for name in sizes.index if name not in (event, OTHER_DAYS)}, reverse=True)
    wanted = [
        f"{name}{year}" for year in ("", *(f" {year}" for year in years)) for name in (event, OTHER_DAYS)
    ]
    order = [name for name in wanted if name in sizes.index]
    found = [(_named(name), sizes[name], *wide.loc[name, shown]) for name in order]
    columns = {"cohort": Column(_("First order in")), "size": Column(_("Customers"), "number")}
    columns |= {str(k): Column(period_name(k, words(), Grain(grain)), "percent") for k in shown}
    tables.show(tables.frame(found, tuple(columns)), columns, key="event cohorts")


def _named(cohort: str) -> str:
    """`Black Friday 2024` for `black_friday 2024`."""
    name, _space, year = cohort.rpartition(" ")
    return f"{events.title(name)} {year}" if year.isdecimal() and name else events.title(cohort)
