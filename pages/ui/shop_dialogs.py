"""New shop, rename, delete: each asks once."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.ui import cached, shops, uploads
from pages.ui.text import plain
from pages.ui.words import _, language
from retention.errors import RetentionError
from retention.i18n import sentence
from retention.shop import folder


def menu() -> None:
    """The button below the shop's select box."""
    with st.popover(_("Manage shops"), icon=":material/store:", type="tertiary"):
        if st.button(_("New shop"), icon=":material/add:", type="tertiary"):
            _create()
        if cached.shop_path().stem != folder.SAMPLE and st.button(
            _("Rename"), icon=":material/edit:", type="tertiary"
        ):
            rename()
        if st.button(_("Delete"), icon=":material/delete:", type="tertiary"):
            _delete()


def let_go(path: Path) -> None:
    """Closes the shop and takes what was said of its files off the page."""
    uploads.forget()
    cached.shop()
    cached.close(path)


@st.dialog(" ")
def _create() -> None:
    st.subheader(_("New shop"), anchor=False)
    st.caption(_("Each shop is a file of its own: its numbers never mix with another's."))
    name = st.text_input(_("Name"), max_chars=60)
    if st.button(_("Create"), type="primary", disabled=not name.strip()) and name.strip():
        try:
            made = folder.create(cached.default_path().parent, name)
        except RetentionError as error:
            st.error(plain(sentence(error, language())))
            return
        shops.go_to(made.stem)


@st.dialog(" ")
def rename() -> None:
    path = cached.shop_path()
    st.subheader(_("Rename this shop"), anchor=False)
    name = st.text_input(_("Name"), path.stem, max_chars=60)
    if st.button(_("Rename"), type="primary", disabled=not name.strip()) and name.strip():
        let_go(path)
        try:
            made = folder.rename(path, name)
        except RetentionError as error:
            st.error(plain(sentence(error, language())))
            return
        shops.go_to(made.stem)


@st.dialog(" ")
def _delete() -> None:
    path = cached.shop_path()
    st.subheader(_("Delete this shop?"), anchor=False)
    st.markdown(
        _(
            "**{shop}** and everything loaded into it will be gone from this computer. Your export files "
            "are not touched.",
            shop=plain(shops.current_name()),
        )
    )
    sure = st.checkbox(_("Yes, delete it"))
    if st.button(_("Delete"), type="primary", disabled=not sure) and sure:
        let_go(path)
        folder.delete(path)
        rest = [stem for stem in shops.names() if stem != path.stem]
        shops.go_to(rest[0] if rest else cached.default_path().stem)
