"""Overview: the four figures, whom to contact now, and the month's steps."""

import streamlit as st

from pages.ui import cards, drop_folder, empty, frame, notes, overview
from pages.ui.words import _

frame.head(_("Overview"))
drop_folder.hint()
empty.stop_without_orders(
    _("Do customers come back, who leaves, and whom it is worth writing to: the month at a glance.")
)

shown = overview.Overview.of_shop()
frame.answer(shown.answer)
cards.show(shown.cards)

left, right = st.columns([1, 1])
with left.container(border=True, height="stretch"):
    frame.label(_("Who to contact now"))
    overview.contact_cards(shown.contacts)
with right.container(border=True, height="stretch"):
    frame.label(_("Steps of the month"))
    overview.steps()

notes.caveats(shown.notes)
notes.counted("repeat_purchase", "churn", "cohort_retention")
