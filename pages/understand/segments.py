"""Segments: groups of customers by how recently, how often and for how much they bought."""

import streamlit as st

from pages.ui import cached, charts, choices, downloads, empty, frame, notes, people, segments
from pages.ui.words import _, words
from retention import figures

frame.head(_("Segments"))
empty.stop_without_orders(
    _("Your customers in eleven groups, from champions to lost, with their money and what to do about each.")
)

result = cached.metric("rfm")
rows = segments.sorted_rows(result.rows)
frame.answer(segments.answer(rows))
names = segments.names(rows)
choices.seed("segment", names, segments.first_to_act(rows))
chosen = st.session_state["segment"]


def open_cell(recency: str, frequency: str) -> None:
    """Remembers the clicked cell of the picture."""
    st.session_state["cell"] = (int(recency), int(frequency))


def open_segment() -> None:
    """Puts the clicked row into the select box."""
    clicked = st.session_state["segments"]["selection"]["rows"]
    if clicked:
        st.session_state["segment"] = str(rows["segment"].iloc[clicked[0]])
        st.session_state.pop("cell", None)


left, right = st.columns([2, 5])
with left:
    grid = figures.rfm_grid(
        cached.rfm_cells(),
        words(),
        charts.palette(),
        currency=cached.coverage().currency,
        selected=st.session_state.get("cell"),
    )
    charts.clickable(grid, "rfm", _("Customers by last order and number of orders"), open_cell,
                     title=_("How recently and how often"))  # fmt: skip
with right:
    st.markdown(f"**{_('Groups with their money')}**")
    segments.table(rows, open_segment)
notes.caveats(result.notes)
downloads.table(result.rows, "rfm")

st.subheader(_("The people"), anchor=False)
cell = st.session_state.get("cell")
if cell:
    st.markdown(segments.cell_sentence(cell))
    if st.button(_("Back to the groups"), icon=":material/arrow_back:"):
        del st.session_state["cell"]
        st.rerun()
    keys = cached.members("customers", R=cell[0], F=cell[1])
    people.show(keys, f"rfm_{cell[0]}_{cell[1]}", {"from": "segments", "r": str(cell[0]), "f": str(cell[1])})
else:
    st.selectbox(_("Group"), list(names), key="segment", format_func=names.get, width=280)
    choices.keep("segment", "")
    st.markdown(segments.advice(chosen))
    people.show(
        cached.members("customers", segment=chosen),
        f"segment_{chosen}",
        {"from": "segments", "segment": chosen},
    )
notes.counted("rfm", "customers")
