"""What must be said about a number: its caveats in one calm line each, and how it is counted."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.ui.text import plain
from pages.ui.words import _, words
from retention import definitions
from retention.values import Note


def caveats(*results: Iterable[Note]) -> None:
    """One line a caveat, each once."""
    lines = {note.caveat: note for notes in results for note in notes}
    for note in lines.values():
        st.caption(f":material/info: {plain(words().gettext(definitions.CAVEATS[note.caveat], **note.fields))}")
