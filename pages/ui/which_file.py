"""Which file? The clicks in the shop's admin, as docs/which-file.*.md tell them, and what to ask a developer for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.ui import cached, choices
from pages.ui.words import _, language
from retention.captions import N_

DOCS = Path(__file__).parents[2] / "docs"
GENERAL, VISITS = "general", "visits"
KEY = "platform"
SECTION = re.compile(r"^<!-- ([\w ]+) -->\n## (.+)\n", re.M)

QUERIES = {
    N_("Query for Google Analytics 4 in BigQuery"): ("ga4.sql", "sql"),
    N_("Fields for the Logs API of Yandex Metrica"): ("metrica_visits.txt", None),
}
"""What a developer or analyst needs to make the export: file in docs/queries and its language."""


@dataclass(frozen=True)
class Guide:
    """The way to the export of one system; `platforms` are the keys of the records that it is for."""

    platforms: tuple[str, ...]
    title: str
    text: str


def guides(speech: str) -> dict[str, Guide]:
    """All guides of a language by the first of their keys, in the order of the document."""
    parts = SECTION.split((DOCS / f"which-file.{speech}.md").read_text(encoding="utf-8"))[1:]
    triples = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    found = [Guide(tuple(keys.split()), title, text.strip()) for keys, title, text in triples]
    return {guide.platforms[0]: guide for guide in found}


def show() -> None:
    """Folded away once the shop has orders, unless the address asks for a guide."""
    is_open = cached.coverage().data_start is None or KEY in st.query_params
    with st.expander(_("Which file?"), expanded=is_open, icon=":material/help:"):
        known = guides(language())
        st.markdown(known.pop(GENERAL).text)
        names = {key: guide.title for key, guide in known.items()}
        key = choices.select(KEY, _("Your shop runs on"), names, next(iter(names)), width=420)
        st.markdown(known[key].text)
        if key == VISITS:
            for name, (file, kind) in QUERIES.items():
                st.caption(_(name))
                st.code(
                    (DOCS / "queries" / file).read_text(encoding="utf-8"),
                    language=kind,
                    height=220,
                    wrap_lines=True,
                )
