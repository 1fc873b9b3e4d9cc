"""What was loaded so far, with the way back; and status words that wait for a decision."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui import cached, report, tables, uploads
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, ngettext, when
from retention.ingest import ImportOptions, kept_report, undo_import
from retention.ingest.words import KINDS, MEANINGS
from retention.shop.settings import decide_statuses as remember

REOPENED = "reopened report"


def decide_statuses() -> None:
    """Unknown status words, each with its orders and a choice."""
    unknown = cached.shop().records("shop/unknown_statuses")
    if not unknown:
        return
    with st.container(border=True), st.form("statuses", border=False):
        st.subheader(_("Which of these orders are sales?"), anchor=False)
        st.caption(_("Until you decide, they do not count. The answer is remembered for the months to come."))
        names = {meaning: _(text) for meaning, text in MEANINGS.items()}
        chosen = {}
        for row in unknown:
            label = ngettext("{word}: {n} order", "{word}: {n} orders", row["orders"], word=row["word"])
            chosen[row["word"]] = st.selectbox(
                plain(label),
                ["", *names],
                key=f"status {row['word']}",
                format_func=lambda value: names.get(value, _("decide later")),
            )
        if st.form_submit_button(_("Save"), type="primary"):
            decided = {word: meaning for word, meaning in chosen.items() if meaning}
            if decided:
                remember(cached.shop(), decided)
                uploads.recount()
            st.rerun()


def show() -> None:
    """The journal of imports, newest first."""
    journal = cached.shop().records("shop/journal")
    if not journal:
        return
    st.subheader(_("Loaded so far"), anchor=False)
    rows = [
        (
            row["import_id"],
            when(row["imported_at"]),
            row["file_name"],
            _(KINDS[row["kind"]]),
            *(row[name].date() if row[name] else None for name in ("first_at", "last_at")),
            row["rows_read"],
            _new(json.loads(row["report"])),
        )
        for row in reversed(journal)
    ]
    names = ("number", "when", "file", "kind", "first", "last", "rows", "new")
    columns = {
        "number": Column("№", "number", width="small"),
        "when": Column(_("Loaded")),
        "file": Column(_("File")),
        "kind": Column(_("Holds")),
        "first": Column(_("From"), "date"),
        "last": Column(_("To"), "date"),
        "rows": Column(_("Rows"), "number"),
        "new": Column(_("New"), "number"),
    }
    if cached.shop().is_sample:
        del columns["when"]  # it comes with the program
    tables.show(tables.frame(rows, names), columns, key="journal")
    files = {row["import_id"]: row["file_name"] for row in reversed(journal)}
    if not cached.shop().is_sample and st.button(_("Undo an import"), icon=":material/undo:"):
        _undo(files)
    _reopen(files)


def _reopen(files: dict[int, str]) -> None:
    """The report of an earlier import, with its orders as they count now; not twice on one page."""
    on_page = {loaded.report["import_id"] for loaded in uploads.kept(uploads.REPORTS)}
    others = [key for key in files if key not in on_page]
    if not others:
        return
    number = st.selectbox(
        _("Open the report of an import"),
        others,
        index=None,
        format_func=lambda key: f"№ {key} · {files[key]}",
        placeholder=_("choose an import"),
        key=f"reopened {cached.shop_path()}",
    )
    if number is not None:
        report.show(uploads.Loaded(Path(), ImportOptions(), _report(number)))


def _report(number: int) -> dict[str, Any]:
    """Counted anew only when the shop changed."""
    held: dict[tuple[str, int, int], dict[str, Any]] = st.session_state.setdefault(REOPENED, {})
    key = (str(cached.shop_path()), number, cached.shop().data_version)
    if key not in held:
        held.clear()
        held[key] = kept_report(cached.shop(), number)
    return held[key]


def _new(report: dict[str, int]) -> int:
    return report[f"{report['kind']}_new"]


@st.dialog(" ")
def _undo(files: dict[int, str]) -> None:
    """Asks once before an import is taken back."""
    st.subheader(_("Undo an import"), anchor=False)
    st.markdown(_("The shop will be as if this file had never been loaded. The file itself is not touched."))
    number = st.selectbox(_("Import"), list(files), format_func=lambda key: f"№ {key} · {files[key]}")
    if st.button(_("Undo this import"), type="primary"):
        undo_import(cached.shop(), number)
        uploads.forget()
        st.rerun()
