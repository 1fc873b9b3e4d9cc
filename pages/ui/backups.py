"""Backups on the Settings page: make one, go back to one, delete one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from pages.ui import cached, shop_dialogs, tables
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, language, when
from retention.errors import RetentionError
from retention.i18n import sentence
from retention.shop.backups import backup, restore
from retention.shop.copies import Copy, Occasion, copies, delete, free_path


def show() -> None:
    """The list of backups with what can be done with them."""
    st.subheader(_("Backups"), anchor=False)
    st.caption(
        _(
            "A backup is a copy of everything that this shop holds. The program makes one by itself before it "
            "changes the file's format. They lie beside the shop: copy one to another disk now and then."
        )
    )
    found = copies(cached.shop_path())
    if found:
        _table(found)
    with st.container(horizontal=True):
        if st.button(_("Make a backup now"), icon=":material/save:"):
            _make()
        if found and st.button(_("Restore a backup"), icon=":material/settings_backup_restore:"):
            _ask_restore(found)
        if found and st.button(_("Delete a backup"), icon=":material/delete:"):
            _ask_delete(found)
    _from_elsewhere()


def _table(found: list[Copy]) -> None:
    rows = [(when(copy.made_at), _occasion(copy), copy.size / 1e6, copy.path.name) for copy in found]
    tables.show(
        tables.frame(rows, ("made", "occasion", "size", "file")),
        {
            "made": Column(_("Made")),
            "occasion": Column(_("Why")),
            "size": Column(_("Size, MB"), "decimal"),
            "file": Column(_("File"), width="large"),
        },
        key="backups",
    )


def _occasion(copy: Copy) -> str:
    return {
        Occasion.SAVED: _("made by you"),
        Occasion.FORMAT: _("before an update of the program"),
        Occasion.RESTORE: _("before a restore"),
    }[copy.occasion]


def _label(copy: Copy) -> str:
    return f"{when(copy.made_at)} · {_occasion(copy)}"


def _say(error: RetentionError) -> None:
    st.error(plain(sentence(error, language())), icon=":material/error:")


def _make() -> None:
    target = free_path(cached.shop_path(), Occasion.SAVED, date.today().isoformat())
    try:
        with st.spinner(_("Making a backup…")):
            backup(cached.shop(), target)
    except RetentionError as error:
        _say(error)
        return
    st.rerun()


def _go_back(source: Path) -> None:
    """Closes the shop and puts the backup in its place."""
    path = cached.shop_path()
    shop_dialogs.let_go(path)
    try:
        with st.spinner(_("Restoring…")):
            restore(path, source)
    except RetentionError as error:
        _say(error)
        return
    st.rerun()


@st.dialog(" ")
def _ask_restore(found: list[Copy]) -> None:
    st.subheader(_("Restore a backup"), anchor=False)
    st.markdown(
        _(
            "The shop will be what it was when this backup was made. The present state is kept as a backup of its own."
        )
    )
    chosen = st.selectbox(_("Backup"), found, format_func=_label)
    if st.button(_("Restore"), type="primary", key="restore chosen"):
        _go_back(chosen.path)


@st.dialog(" ")
def _ask_delete(found: list[Copy]) -> None:
    st.subheader(_("Delete a backup"), anchor=False)
    chosen = st.selectbox(_("Backup"), found, format_func=_label)
    sure = st.checkbox(_("Yes, delete it"))
    if st.button(_("Delete"), type="primary", disabled=not sure) and sure:
        delete(chosen)
        st.rerun()


def _from_elsewhere() -> None:
    """A backup from another disk or another computer."""
    with st.expander(_("Restore a backup from another place"), icon=":material/hard_drive:"):
        with (
            st.form("restore from", border=False),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            given = st.text_input(_("Path of the file"), placeholder="D:\\backups\\shop.duckdb.backup")
            pressed = st.form_submit_button(_("Restore"))
        if pressed and given.strip():
            _go_back(Path(given.strip().strip('"')))
