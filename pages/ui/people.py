"""The people behind a number: a table with masked contacts, the file, and the way to a target list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.ui import cached, downloads, tables
from pages.ui.tables import Column
from pages.ui.words import _, words
from retention import targets


def show(keys: Sequence[int], name: str, origin: dict[str, str]) -> None:
    """`origin` names the number these people stand behind, without contacts: Target lists opens with it."""
    if not keys:
        st.caption(_("Nobody is in this group."))
        return
    rows = cached.people(keys[: tables.MOST_ROWS + 1])
    tables.show(rows, columns(rows), key=f"people {name}", total=len(keys))
    opened = cached.shop()
    with st.container(horizontal=True):
        downloads.file(lambda: targets.people_csv(opened, keys, say=words().gettext), f"{name}.csv")
        if st.button(_("Make a list"), icon=":material/send:", type="primary", key=f"list {name}"):
            st.switch_page("pages/act/target_lists.py", query_params=origin)


def columns(rows: Any) -> dict[str, Column]:
    """What is shown of a customer; columns that the export does not fill are left out."""
    known = {
        "name": Column(_("Name")),
        "email": Column(_("E-mail")),
        "phone": Column(_("Phone")),
        "city": Column(_("City")),
        "purchases": Column(_("Orders"), "number"),
        "net_revenue": Column(_("Revenue"), "money"),
        "last_purchase_on": Column(_("Last order"), "date"),
    }
    filled = {name: column for name, column in known.items() if rows[name].fillna("").astype(str).any()}
    is_named = any(name in filled for name in ("name", "email", "phone"))
    return filled if is_named else {"customer_id": Column(_("Customer")), **filled}
