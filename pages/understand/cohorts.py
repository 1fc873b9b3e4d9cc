"""Cohorts: do first-time buyers come back, and who did?"""

import streamlit as st

from pages.ui import (
    cached,
    charts,
    choices,
    cohorts,
    downloads,
    empty,
    event_cohorts,
    frame,
    notes,
    people,
)
from pages.ui.words import _
from retention import figures
from retention.values import Clock, Grain, Mode

frame.head(_("Cohorts"))
empty.stop_without_orders(
    _(
        "Every row is a cohort: the customers of one month of first orders. Every column is a month after "
        "it, and every cell says how many came back. Click a cell to see the people."
    )
)
answer = st.container()

with st.container(horizontal=True, vertical_alignment="bottom"):
    grain = choices.choice("grain", _("Step"), cohorts.grains(), Grain.MONTH)
    mode = choices.choice("mode", _("Came back"), cohorts.modes(grain), Mode.IN_PERIOD)
    with st.popover(_("More")):
        measure = choices.select("measure", _("Cells show"), cohorts.measures(), "share")
        span = choices.select("span", _("Periods shown"), cohorts.spans(), "12")
        clock = choices.select("clock", _("Periods count from"), cohorts.clocks(), Clock.CALENDAR)
        event = event_cohorts.choice()
event_cohorts.stop_with(event, grain, mode, answer)

result = cached.metric("cohort_retention", grain=Grain(grain), mode=Mode(mode), clock=Clock(clock))
rows = cohorts.latest(result.rows, span)
with answer:
    frame.answer(cohorts.answer(result.rows, grain, mode))

newest = cohorts.newest_complete(rows)
names = cohorts.cohort_names(rows, grain)
default = str(newest.cohort) if newest else next(iter(names))
choices.seed("cohort", names, default)
periods = cohorts.period_names(rows, st.session_state["cohort"], grain)
choices.seed("period", periods, next(iter(periods)))
chosen, period = choices.keep("cohort", default), choices.keep("period", next(iter(periods)))
choices.write_address()


def open_cell(cohort: str, clicked_period: str) -> None:
    """Puts the clicked cell into the select boxes; pooled cells and first orders have no list."""
    if cohort in names and clicked_period != "0":
        st.session_state["cohort"], st.session_state["period"] = cohort, clicked_period
        choices.mark_use("cohort", "period")


is_wide = rows["period"].max() > 15
left, right = (st.container(), st.container()) if is_wide else st.columns([5, 3])
with left:
    heatmap = charts.drawn(
        figures.cohort_heatmap,
        rows,
        grain=Grain(grain),
        measure=measure,
        currency=cached.coverage().currency,
        selected=(chosen, int(period)),
        is_narrow=charts.is_narrow(),
    )
    charts.clickable(heatmap, "cohorts", _("Cohort table: share of customers who came back"), open_cell)
with right:
    curves = charts.drawn(figures.cohort_curves, rows, grain=Grain(grain), chosen=chosen)
    charts.show(curves, "cohort_curves", _("Share who came back by period, all cohorts and the chosen one"))

notes.caveats(result.notes)
downloads.table(result.rows, "cohort_retention")

st.subheader(_("The people in a cell"), anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    choices.box("cohort", _("Cohort"), names)
    choices.box("period", _("Period"), periods)
cell = cohorts.cell(rows, chosen, period)
st.markdown(cohorts.sentence(cell, grain, mode))
tabs = st.tabs(cohorts.tab_names(cell), key=f"people of {chosen} {period}", on_change="rerun")
for tab, is_back in zip(tabs, (True, False), strict=True):
    if tab.open:  # the other one costs nothing until somebody looks at it
        with tab:
            keys = cached.members(
                "cohort_keys",
                cohort=cohorts.first_day(chosen),
                period=int(period),
                returned=is_back,
                grain=Grain(grain),
                mode=Mode(mode),
                clock=Clock(clock),
            )
            returned = "came_back" if is_back else "did_not_come_back"
            origin = {"from": "cohorts", "cohort": chosen, "period": period, "returned": returned}
            origin |= {"grain": grain, "mode": mode, "clock": clock}
            people.show(keys, f"cohort_{chosen}_{period}_{returned}", origin)
notes.counted("cohort_retention")
