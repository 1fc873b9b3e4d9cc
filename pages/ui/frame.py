"""What stands around every page: window title, menu, language, shop, the page's own head."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.ui import cached, choices, shop_dialogs, shops
from pages.ui.text import plain
from pages.ui.words import LANGUAGE_KEY, _, browser_language, language, words
from retention.errors import RetentionError
from retention.i18n import sentence

ICON = Path(__file__).with_name("icon.png")
MENU_WIDTH = 242
"""Pixels: the longest name of a page in Russian fits, and the tables of a page of 1280 pixels do too."""
LANGUAGE_NAMES = {"en": "EN", "ru": "RU"}


def configure() -> None:
    """Settles window and language: to be called before anything is drawn."""
    choices.begin()
    choices.seed(LANGUAGE_KEY, LANGUAGE_NAMES, browser_language(), is_lasting=True)
    shops.settle()
    st.set_page_config(
        page_title=_("Retention"), page_icon=str(ICON), layout="wide", initial_sidebar_state=MENU_WIDTH
    )
    st.logo(str(ICON), size="large")


def page(path: str, title: str, icon: str, *, is_first: bool = False, is_hidden: bool = False) -> st.Page:
    """A page of the menu; its address is its name.

    Streamlit gives the first page the bare address only: a hidden twin answers to its name.
    """
    name = path.rpartition("/")[2]
    return st.Page(
        f"pages/{path}.py",
        title=title,
        icon=icon,
        url_path="start" if is_first else name,
        default=is_first,
        visibility="hidden" if is_hidden else "visible",
    )


def sidebar() -> None:
    """Below the menu: which shop, which language."""
    with st.sidebar:
        shops.chooser()
        shop_dialogs.menu()
        st.segmented_control(
            _("Language"),
            list(LANGUAGE_NAMES),
            key=LANGUAGE_KEY,
            format_func=LANGUAGE_NAMES.get,
            required=True,
            on_change=choices.mark_use,
            args=(LANGUAGE_KEY,),
            label_visibility="collapsed",
        )
        choices.keep(LANGUAGE_KEY, browser_language())


def run(chosen: st.Page) -> None:
    """Runs the page; what the user can mend is said in one sentence instead of a traceback."""
    try:
        chosen.run()
        cached.settle(chosen.url_path)
    except RetentionError as error:
        st.error(plain(sentence(error, language())), icon=":material/error:")
    choices.write_address()


def head(title: str) -> None:
    """The page's title, and what the data cover."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    left.title(title, anchor=False)
    as_of = cached.coverage().as_of
    if as_of:
        shown = _("data to {day} · shop “{shop}”", day=words().date(as_of), shop=shops.current_name())
        right.caption(plain(shown) + _sample_mark(), text_alignment="right")


def _sample_mark() -> str:
    """Made-up numbers say so on every page."""
    return f"  \n:orange-badge[{plain(_('made-up data'))}]" if cached.shop().is_sample else ""


def label(text: str) -> None:
    """A small heading over a picture or a card."""
    st.markdown(f"**{plain(text)}**")


def answer(text: str) -> None:
    """The page's answer in one sentence."""
    st.markdown(f"#### {plain(text)}", anchors=False)
