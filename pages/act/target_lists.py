"""Target lists: the people of a campaign idea or behind a number, contacts masked, and the file to take away."""

import streamlit as st

from pages.ui import cached, empty, frame, lists, notes
from pages.ui.words import _

frame.head(_("Target lists"))
empty.stop_without_orders(
    _(
        "Whom to write to and why: customers who left, the most valuable first, as a file for mail, push, phone or ads."
    )
)
answer = st.container()
made = lists.settle()
with answer:
    frame.answer(lists.answer(made))
lists.show_cards(made)
lists.show_people(made)
notes.caveats(cached.metric("churn").notes)
notes.counted("churn", "customers")
