"""The parts of the Settings page: how the shop counts, its drop folder, status words, remembered files, its place."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.ui import cached, shop_dialogs, shops, tables
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, language, ngettext, when, words
from retention.errors import RetentionError
from retention.i18n import sentence
from retention.ingest import forget_layout, layouts
from retention.ingest.words import FIELDS, MEANINGS
from retention.shop.copies import journal_of
from retention.shop.settings import AUTO, change_all, decide_statuses, time_zones

SAVED = "settings saved"


def name() -> None:
    """The shop's name with its dialog."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{_('Shop')}: **{plain(shops.current_name())}**", width="content")
        if st.button(_("Rename"), icon=":material/edit:", type="tertiary", key="rename here"):
            shop_dialogs.rename()


def counting() -> None:
    """Time zone, currency, margin and drop folder: saved together, or not at all."""
    shop = cached.shop()
    with st.form("settings"):
        left, right = st.columns(2)
        current = shop.setting("time_zone", "UTC")
        zones = sorted({current, *time_zones()})
        zone = left.selectbox(
            _("Time zone"),
            zones,
            index=zones.index(current),
            help=_("For exports that write times in UTC. Other exports keep the times as they are written."),
        )
        with right:
            currency = _currency(shop.setting("currency"))
        margin = _gross_margin(shop.setting("gross_margin"))
        folder = st.text_input(
            _("Drop folder"),
            shop.setting("drop_folder"),
            placeholder=_("for example C:\\exports"),
            help=_(
                "Save the monthly exports there: the app offers new files to load. They are never changed."
            ),
        )
        if st.form_submit_button(_("Save"), type="primary"):
            counted = {"time_zone": zone, "currency": currency or AUTO, "gross_margin": margin}
            _save({**counted, "drop_folder": folder})
    if st.session_state.pop(SAVED, False):
        st.success(_("Saved. The numbers follow these settings from now on."), icon=":material/check:")


def _currency(chosen: str) -> str:
    found = [row["currency"] for row in cached.shop().records("shop/currencies")]
    options = list(dict.fromkeys(["", *found, *([chosen] if chosen else [])]))
    frequent = _("the most frequent one ({currency})", currency=found[0]) if found else ""
    value: str | None = st.selectbox(
        _("Currency that counts"),
        options,
        index=options.index(chosen),
        format_func=lambda code: code or frequent or _("the most frequent one"),
        accept_new_options=True,
        help=_("Orders in other currencies stay out of the numbers: they are never converted silently."),
    )
    return value or ""


def _gross_margin(said: str) -> str:
    """The field in per cent; the setting as a share, empty where nobody knows."""
    percent = st.number_input(
        _("Gross margin, %"),
        min_value=0.0,
        max_value=100.0,
        value=round(float(said) * 100, 4) if said else None,
        step=1.0,
        format="%.1f",
        help=_(
            "What is left of revenue after the cost of goods. Used where the product list does not give the cost."
        ),
    )
    return "" if percent is None else f"{percent}%"


def _save(values: dict[str, str]) -> None:
    try:
        change_all(cached.shop(), values)
    except RetentionError as error:
        st.error(plain(sentence(error, language())), icon=":material/error:")
        return
    st.session_state[SAVED] = True
    st.rerun()


def status_words() -> None:
    """Every status word with what it means; changes count for all months at once."""
    rows = cached.shop().records("shop/status_words")
    if not rows:
        return
    st.subheader(_("Status words"), anchor=False)
    st.caption(
        _("What each word of your exports means for the numbers. A change counts for all months at once.")
    )
    names = {meaning: _(text) for meaning, text in MEANINGS.items()}
    with st.form("status words"):
        places = st.columns(3)
        chosen = {row["word"]: _meaning(places[n % 3], row, names) for n, row in enumerate(rows)}
        if st.form_submit_button(_("Save")):
            changed = {
                row["word"]: chosen[row["word"]] for row in rows if chosen[row["word"]] != row["meaning"]
            }
            decide_statuses(cached.shop(), {word: meaning for word, meaning in changed.items() if meaning})
            st.rerun()


def _meaning(place: Any, row: dict[str, Any], names: dict[str, str]) -> str | None:
    label = ngettext("{word}: {n} order", "{word}: {n} orders", row["orders"], word=row["word"])
    options = [*names] if row["meaning"] else ["", *names]
    value: str | None = place.selectbox(
        plain(label),
        options,
        index=options.index(row["meaning"] or ""),
        format_func=lambda meaning: names.get(meaning, _("decide later")),
        key=f"meaning {row['word']} {row['meaning']}",
    )
    return value


def remembered() -> None:
    """File layouts that the user explained once, with the way to forget them."""
    known = layouts(cached.shop())
    if not known:
        return
    st.subheader(_("Remembered files"), anchor=False)
    st.caption(_("What you said about a file's columns: the next file with the same header needs no click."))
    rows = [(row["file_name"], when(row["imported_at"]), len(row["header"]), _said(row)) for row in known]
    tables.show(
        tables.frame(rows, ("file", "when", "columns", "said")),
        {
            "file": Column(_("File")),
            "when": Column(_("Loaded")),
            "columns": Column(_("Columns"), "number"),
            "said": Column(_("What you said"), width="large"),
        },
        key="layouts",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {row["fingerprint"]: row["file_name"] for row in known}
        chosen = st.selectbox(_("File"), list(names), format_func=names.get, width=420)
        if st.button(_("Forget it"), icon=":material/delete:"):
            forget_layout(cached.shop(), chosen)
            st.rerun()


def _said(row: dict[str, Any]) -> str:
    """`Order date: When, Order total: Sum` in the reader's language."""
    header = row["header"]
    columns = {
        field: header[int(column[1:]) - 1] if column.startswith("#") else column
        for field, column in row["said"].get("mapping", {}).items()
    }
    mapped = [f"{_(FIELDS[field])}: {column}" for field, column in columns.items() if field in FIELDS]
    return ", ".join(mapped) or _("how the file is to be opened")


def place() -> None:
    """Where everything lies."""
    path = cached.shop_path()
    size = sum(file.stat().st_size for file in (path, journal_of(path)) if file.exists())
    st.subheader(_("Where the data lie"), anchor=False)
    st.markdown(
        _(
            "Everything that was loaded is one file on this computer, {size} MB. Only you can read it, and nothing "
            "is sent anywhere.",
            size=words().number(size / 1e6, 1),
        )
    )
    st.code(str(path), language=None)
