"""Which file? The clicks in the shop's admin, as docs/which-file.*.md tell them, and what to ask a developer for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.ui import cached, choices
from pages.ui.words import _, language

DOCS = Path(__file__).parents[2] / "docs"
GENERAL, VISITS = "general", "visits"
SECTION = re.compile(r"^<!-- ([\w ]+) -->\n## (.+)\n", re.M)

GA4_QUERY = """select
  event_date, event_timestamp, event_name, user_pseudo_id, user_id,
  (select value.int_value from unnest(event_params) where key = 'ga_session_id') as ga_session_id,
  traffic_source.source as traffic_source_source, traffic_source.medium as traffic_source_medium,
  device.category as device_category, geo.country as geo_country,
  ecommerce.transaction_id, ecommerce.purchase_revenue,
  (select value.string_value from unnest(event_params) where key = 'currency') as currency
from `PROJECT.analytics_ID.events_*`
where _table_suffix between '20260101' and '20261031'
  and event_name in ('session_start', 'page_view', 'view_item', 'add_to_cart', 'begin_checkout', 'purchase')"""


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
    """Folded away once the shop has orders."""
    with st.expander(_("Which file?"), expanded=cached.coverage().data_start is None, icon=":material/help:"):
        known = guides(language())
        st.markdown(known.pop(GENERAL).text)
        names = {key: guide.title for key, guide in known.items()}
        key = choices.select("platform", _("Your shop runs on"), names, next(iter(names)), width=420)
        st.markdown(known[key].text)
        if key == VISITS:
            st.code(GA4_QUERY, language="sql")
