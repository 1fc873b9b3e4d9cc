"""Load data: which file, the drop zone, questions, the import report, the history of imports."""

import streamlit as st

from pages.ui import (
    cached,
    drop_folder,
    empty,
    frame,
    history,
    mapping,
    quality,
    readiness,
    report,
    shops,
    uploads,
    which_file,
)
from pages.ui.text import plain
from pages.ui.words import _

frame.head(_("Load data"))
if cached.shop().is_sample:
    shops.leave_sample(_("This is the sample shop. Your own files go into a shop of your own."))
    history.show()
    st.stop()

frame.answer(_("Drop in your shop's order export. Orders alone are enough; visits can be added."))
drop_folder.offer()
which_file.show()
uploads.drop_zone()
uploads.ask_source()
uploads.from_disk()
empty.offer()

for text in uploads.kept(uploads.REFUSALS):
    st.error(plain(text), icon=":material/error:")
for question in list(uploads.kept(uploads.QUESTIONS)):
    mapping.ask(question)
history.decide_statuses()
for loaded in uploads.kept(uploads.REPORTS):
    report.show(loaded)
if uploads.kept(uploads.REPORTS):
    readiness.show()
    quality.hint()
    with st.container(horizontal=True):
        if readiness.has_purchases() and st.button(
            _("See the cohorts"), type="primary", icon=":material/grid_on:"
        ):
            st.switch_page("pages/understand/cohorts.py")
        if st.button(_("To the overview"), icon=":material/home:"):
            st.switch_page("pages/start/overview.py")

history.show()
