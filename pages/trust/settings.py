"""Settings: how this shop counts, what its files' words mean, its drop folder, its backups, where it lies."""

import streamlit as st

from pages.ui import backups, cached, empty, events, frame, settings, shops
from pages.ui.words import _

frame.head(_("Settings"))
if cached.shop().is_sample:
    shops.leave_sample(
        _("The sample shop is finished: its settings are fixed. A shop of your own has its own.")
    )
    settings.place()
    st.stop()

frame.answer(_("These settings belong to this shop alone. They travel with its file."))
settings.name()
settings.counting()
events.own()
settings.status_words()
settings.remembered()
backups.show()
settings.place()
empty.offer()
