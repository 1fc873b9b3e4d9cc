"""Which shop is looked at: a name in the address, a file in the folder of the app's own shop."""

from __future__ import annotations

import streamlit as st

from pages.ui import cached, choices, frame
from pages.ui.words import _
from retention.ingest.sample import load_sample
from retention.shop.folder import SAMPLE, shops

KEY = cached.SHOP_KEY
NEXT_KEY = "next shop"


def settle() -> None:
    """Decides the shop of this run, before anything is drawn."""
    following = st.session_state.pop(NEXT_KEY, None)
    if following in names():
        st.session_state[KEY] = following
    choices.seed(KEY, names(), cached.default_path().stem, is_lasting=True)


def names() -> dict[str, str]:
    """All shops by file name, with the names that people see."""
    started = cached.default_path()
    found = {path.stem for path in shops(started.parent)} | {started.stem}
    return {stem: _visible(stem) for stem in sorted(found, key=lambda stem: (stem == SAMPLE, stem.lower()))}


def chooser() -> None:
    """The shop's select box; one shop needs none."""
    if len(names()) > 1:
        choices.box(KEY, _("Shop"), names(), width="stretch")
    choices.keep(KEY, cached.default_path().stem)


def current_name() -> str:
    """The name of the shop that this session looks at."""
    return _visible(cached.shop_path().stem)


def own() -> str:
    """A shop of the user's own: the one that the app was started with, else the first."""
    started_with = cached.default_path().stem
    return (
        started_with
        if started_with != SAMPLE
        else next(stem for stem in [*names(), "shop"] if stem != SAMPLE)
    )


def go_to(stem: str) -> None:
    """Looks at another shop from the next run on, which begins at once."""
    st.session_state[NEXT_KEY] = stem
    st.rerun()


def leave_sample(answer: str) -> None:
    """Says what the sample shop cannot do, and leads to a shop of the user's own."""
    frame.answer(answer)
    if st.button(_("To my shop"), type="primary", icon=":material/storefront:"):
        go_to(own())


def sample_button() -> None:
    """Opens the sample shop, made on its first use."""
    if st.button(_("Look at the sample shop"), icon=":material/storefront:"):
        with st.spinner(_("The sample shop is being made: this takes a few seconds, once."), show_time=True):
            load_sample(cached.default_path().parent)
        go_to(SAMPLE)


def _visible(stem: str) -> str:
    if stem == SAMPLE:
        return _("Sample shop")
    return _("My shop") if stem == "shop" else stem
