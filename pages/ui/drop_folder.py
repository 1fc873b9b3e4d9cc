"""The offer to load what is new in the drop folder."""

from __future__ import annotations

import streamlit as st

from pages.ui import cached, uploads
from pages.ui.text import plain
from pages.ui.words import _, language, ngettext
from retention.errors import ShopError
from retention.i18n import sentence
from retention.ingest import ImportOptions
from retention.ingest.drop_folder import Waiting, folder_of

TRIED = "drop folder files tried"
SHOWN = 6


def offer() -> None:
    """On Load data: the new files and one button."""
    try:
        files = _new()
    except ShopError as error:
        st.caption(f":material/folder_off: {plain(sentence(error, language()))}")
        return
    if not files:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        folder = plain(str(folder_of(cached.shop())))
        st.markdown(f":material/folder: **{plain(_sentence(files))}**  \n{folder}: {plain(_names(files))}")
        if st.button(_("Load them"), type="primary", icon=":material/download:", width="content"):
            _load(files)


def hint() -> None:
    """On the overview: one line that leads there."""
    try:
        files = _new()
    except ShopError:  # said on Load data and in Settings
        return
    if files:
        st.page_link(
            "pages/start/load_data.py", label=_sentence(files), icon=":material/folder:", width="content"
        )


def _new() -> list[Waiting]:
    """New files that were not tried in this session: one that was refused is not offered again as it is."""
    return [one for one in cached.new_files() if one not in uploads.kept(TRIED)]


def _sentence(files: list[Waiting]) -> str:
    return ngettext("{n} new file in the drop folder", "{n} new files in the drop folder", len(files))


def _names(files: list[Waiting]) -> str:
    names = [one.path.name for one in files]
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")


def _load(files: list[Waiting]) -> None:
    uploads.forget()
    uploads.kept(TRIED).extend(files)
    for one in files:
        uploads.load(one.path, ImportOptions(file_name=one.path.name), is_ours=False)
    st.rerun()
