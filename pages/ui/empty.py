"""Pages without data teach: what will stand here, which file brings it, and where to begin."""

from __future__ import annotations

import streamlit as st

from pages.ui import cached, shops
from pages.ui.words import _


def stop_without_orders(shows: str, file: str = "") -> None:
    """Ends the page while no orders are loaded: `shows` = what will stand here, `file` = what brings it."""
    if cached.coverage().data_start is not None:
        return
    teach(shows, file or _("An order export from your shop is enough: who bought, when, and for how much."))
    st.stop()


def teach(shows: str, file: str) -> None:
    """The empty state."""
    with st.container(border=True, gap="medium"):
        st.subheader(_("No orders are loaded yet"), anchor=False)
        st.markdown(shows)
        st.caption(file)
        with st.container(horizontal=True):
            if st.button(_("Load data"), type="primary", icon=":material/upload_file:"):
                st.switch_page("pages/start/load_data.py")
            shops.sample_button()


def offer() -> None:
    """On pages that work without data: the way to some."""
    if cached.coverage().as_of is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(_("No export at hand?"), width="content")
            shops.sample_button()
