"""The frame of the app: language, shop and menu around the page that was asked for."""

import streamlit as st

from pages.ui import frame
from pages.ui.words import _

frame.configure()

chosen = st.navigation(
    {
        _("Start"): [
            frame.page("start/overview", _("Overview"), ":material/home:", is_first=True),
            frame.page("start/overview", _("Overview"), ":material/home:", is_hidden=True),
            frame.page("start/load_data", _("Load data"), ":material/upload_file:"),
        ],
        _("Understand"): [
            frame.page("understand/cohorts", _("Cohorts"), ":material/grid_on:"),
            frame.page("understand/churn", _("Churn"), ":material/trending_down:"),
            frame.page("understand/segments", _("Segments"), ":material/groups:"),
        ],
        _("Act"): [
            frame.page("act/target_lists", _("Target lists"), ":material/send:"),
        ],
        _("Trust"): [
            frame.page("trust/definitions", _("Definitions"), ":material/menu_book:"),
            frame.page("trust/data_quality", _("Data quality"), ":material/fact_check:"),
            frame.page("trust/settings", _("Settings"), ":material/settings:"),
        ],
    }
)
frame.sidebar()
frame.run(chosen)
