"""Cohorts of an event: do those who first bought in a sale come back as others do?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.ui import cached, choices, cohorts, downloads, events, frame, notes, people, tables
from pages.ui.tables import Column
from pages.ui.words import _, words
from retention.i18n import period_name
from retention.metrics import OTHER_DAYS, newcombe
from retention.values import Grain, Mode

EVERYBODY = ""
COHORT_KEY, PERIOD_KEY, TABLE_KEY = "event_cohort", "event_period", "event cohorts"
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
    order = _table(result.rows, event, grain)
    notes.caveats(result.notes)
    downloads.table(result.rows, "cohort_retention")
    _people(result.rows, order, event, grain, mode)
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


def _table(rows: Any, event: str, grain: str) -> list[str]:
    """All years together, then each year; a period that is not over is empty. A click on a cell opens its people."""
    sizes = rows[rows["period"] == 0].set_index("cohort")["size"]
    shares = rows.assign(share=rows["share"].where(rows["is_complete"].astype(bool)))
    wide = shares.pivot(index="cohort", columns="period", values="share")
    shown = [period for period in PERIODS if period in wide]
    years = sorted({name[-4:] for name in sizes.index if name not in (event, OTHER_DAYS)}, reverse=True)
    wanted = [
        f"{name}{year}" for year in ("", *(f" {year}" for year in years)) for name in (event, OTHER_DAYS)
    ]
    order = [name for name in wanted if name in sizes.index]
    found = [(named(name), sizes[name], *wide.loc[name, shown]) for name in order]
    columns = {"cohort": Column(_("First order in")), "size": Column(_("Customers"), "number")}
    columns |= {str(k): Column(period_name(k, words(), Grain(grain)), "percent") for k in shown}

    def clicked() -> None:
        for place, period in st.session_state[TABLE_KEY]["selection"]["cells"]:
            if _is_of_year(order[place]) and period.isdecimal():
                st.session_state[COHORT_KEY], st.session_state[PERIOD_KEY] = order[place], period
                choices.mark_use(COHORT_KEY, PERIOD_KEY)

    shown_rows = tables.frame(found, tuple(columns))
    tables.show(shown_rows, columns, key=TABLE_KEY, on_select=clicked, selection_mode="single-cell")
    return order


def _people(rows: Any, order: list[str], event: str, grain: str, mode: str) -> None:
    """Who of one year's buyers came back, and who did not; years together have no list."""
    names = {cohort: named(cohort) for cohort in order if _is_of_year(cohort)}
    st.subheader(_("The people in a cell"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choices.select(COHORT_KEY, _("First order in"), names, _newest(rows, names), width=320)
        periods = cohorts.period_names(rows, chosen, grain)
        period = choices.select(PERIOD_KEY, _("Period"), periods, next(iter(periods)), width=220)
    cell = cohorts.cell(rows, chosen, period)
    st.markdown(cohorts.sentence(cell, grain, mode, names[chosen]))
    tabs = st.tabs(cohorts.tab_names(cell), key=f"people of {chosen} {period}", on_change="rerun")
    for tab, is_back in zip(tabs, (True, False), strict=True):
        if tab.open:
            with tab:
                keys = cached.members(
                    "event_keys",
                    events=event,
                    cohort=chosen,
                    period=int(period),
                    returned=is_back,
                    grain=Grain(grain),
                    mode=Mode(mode),
                )
                returned = "came_back" if is_back else "did_not_come_back"
                origin = {"from": "events", "event": event, "cohort": chosen, "period": period}
                origin |= {"returned": returned, "grain": grain, "mode": mode}
                people.show(keys, f"{chosen.replace(' ', '_')}_{period}_{returned}", origin)


def _newest(rows: Any, names: Mapping[str, str]) -> str:
    """The newest year of the event whose first period is over."""
    is_over = rows["is_complete"].astype(bool) & (rows["period"] == 1)
    over = set(rows.loc[is_over, "cohort"])
    return next((name for name in names if name in over), next(iter(names)))


def _is_of_year(cohort: str) -> bool:
    return cohort.rpartition(" ")[2].isdecimal()


def named(cohort: str) -> str:
    """`Black Friday 2024` for `black_friday 2024`."""
    name, _space, year = cohort.rpartition(" ")
    return f"{events.title(name)} {year}" if year.isdecimal() and name else events.title(cohort)
