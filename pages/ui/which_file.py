"""Which file? The clicks in the shop's admin, and what to ask a developer for."""

from __future__ import annotations

import streamlit as st

from pages.ui import cached
from pages.ui.words import _

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


def show() -> None:
    """Folded away once the shop has orders."""
    with st.expander(_("Which file?"), expanded=cached.coverage().data_start is None, icon=":material/help:"):
        shopify, other, visits = st.tabs([_("Shopify"), _("Another shop"), _("Visits (optional)")])
        with shopify:
            st.markdown(
                _(
                    "1. In the admin open **Orders** and press **Export**.\n"
                    "2. Choose **All orders** and **CSV for Excel, Numbers, or other spreadsheet programs**.\n"
                    "3. More than 50 orders come by e-mail: load that file as it is. E-mails and items are inside."
                )
            )
        with other:
            st.markdown(
                _(
                    "Any table with one row per order or per item works. It needs the **order date** and an "
                    "**amount**, and a **customer number, e-mail or phone** to see who comes back. Order number, "
                    "status, refunds, product, category and channel make it better."
                )
            )
        with visits:
            st.markdown(
                _(
                    "Visits show who still looks and leaves carts behind. Send this query to whoever runs your Google "
                    "Analytics 4 export in BigQuery, and load the CSV that comes back:"
                )
            )
            st.code(GA4_QUERY, language="sql")
        st.caption(
            _(
                "The first time load all history, at least 12 months. Then the last 90 days each month: "
                "overlap is safe, nothing is counted twice. The data stay on this computer."
            )
        )
