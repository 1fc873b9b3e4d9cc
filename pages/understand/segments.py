"""Segments: groups of customers by how recently, how often and for how much they bought."""

import streamlit as st

from pages.ui import cached, charts, choices, downloads, empty, frame, notes, people, segments
from pages.ui.words import _
from retention import figures

frame.head(_("Segments"))
empty.stop_without_orders(
    _("Your customers in eleven groups, from champions to lost, with their money and what to do about each.")
)

result = cached.metric("rfm")
rows = segments.sorted_rows(result.rows)
names = segments.names(rows)
default = segments.first_to_act(rows)
choices.seed(segments.KEY, names, default)
chosen, cell = choices.keep(segments.KEY, default), st.session_state.get(segments.CELL_KEY)
choices.write_address()

frame.answer(segments.answer(rows))
segments.table(rows)
notes.caveats(result.notes)
downloads.table(result.rows, "rfm")

left, right = st.columns([1, 3])
with left:
    grid = charts.drawn(
        figures.rfm_grid,
        cached.rfm_cells(),
        currency=cached.coverage().currency,
        selected=cell,
        height=440,
    )
    alt = _("Customers by last order and number of orders")
    charts.clickable(grid, "rfm", alt, segments.open_cell, title=_("Click a cell to see its people"))
with right:
    choices.box(segments.KEY, _("Group"), names, width="stretch", on_use=segments.leave_cell)
    if cell:
        st.markdown(segments.cell_sentence(cell))
        keys = cached.members("segment_keys", recency=cell[0], frequency=cell[1])
        origin = {"from": "segments", "r": str(cell[0]), "f": str(cell[1])}
        people.show(keys, f"rfm_{cell[0]}_{cell[1]}", origin)
    else:
        st.markdown(segments.advice(chosen))
        keys = cached.members("segment_keys", segment=chosen)
        people.show(keys, f"segment_{chosen}", {"from": "segments", "segment": chosen})
notes.counted("rfm", "customers")
