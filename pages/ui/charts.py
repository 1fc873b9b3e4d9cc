"""Figures on a page, in the reader's colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.ui import cached, frame
from pages.ui.words import words
from retention import figures


def palette() -> figures.Palette:
    """Colours of the theme that the browser shows."""
    return figures.DARK if st.context.theme.type == "dark" else figures.LIGHT


def is_narrow() -> bool:
    """The page is read on a phone."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def drawn(make: Callable[..., Any], rows: Any, **options: Any) -> Any:
    """A figure of `retention.figures` in the reader's language and colours; kept, so never change it."""
    return cached.figure(make, rows, words(), palette(), **options)


def show(figure: Any, name: str, alt: str, *, title: str = "") -> None:
    """A figure to look at; `name` is also the name of its PNG."""
    _title(title)
    st.plotly_chart(figure, theme=None, config=figures.config(name), key=f"chart {name}", alt=alt)


def clickable(figure: Any, name: str, alt: str, on_click: Callable[..., None], *, title: str = "") -> None:
    """A figure made of cells; `on_click` gets the parts of the clicked cell's id."""
    key = f"chart {name}"

    def clicked() -> None:
        points = st.session_state[key]["selection"]["points"]
        if points:  # a second click on the same cell takes the selection away and changes nothing here
            on_click(*points[0]["customdata"])

    _title(title)
    st.plotly_chart(
        figure,
        theme=None,
        config=figures.config(name),
        key=key,
        on_select=clicked,
        selection_mode="points",
        alt=alt,
    )


def _title(title: str) -> None:
    if title:
        frame.label(title)
