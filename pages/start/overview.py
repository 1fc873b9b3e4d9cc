"""Overview: the four figures, whom to contact now, and the month's steps."""

import streamlit as st

from pages.ui import cached, cards, drop_folder, empty, frame, notes, overview
from pages.ui.words import _

frame.head(_("Overview"))
drop_folder.hint()
empty.stop_without_orders(
    _("Do customers come back, who leaves, and whom it is worth writing to: the month at a glance.")
)

figures = overview.Figures.of_shop()
frame.answer(overview.answer(figures))
cards.show(overview.cards_of(figures))

left, right = st.columns([1, 1])
with left.container(border=True, height="stretch"):
    frame.label(_("Who to contact now"))
    overview.contact_cards(cached.metric("rfm").rows)
with right.container(border=True, height="stretch"):
    frame.label(_("Steps of the month"))
    overview.steps()

notes.caveats(figures.repeat.notes, figures.churn.notes)
notes.counted("repeat_purchase", "churn", "cohort_retention")
