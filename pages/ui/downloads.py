"""Files to take away: made only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.ui import cached
from pages.ui.words import _


def csv(rows: Any, name: str, *, label: str | None = None) -> None:
    """The rows as they are, as a CSV file that Excel opens with the right letters."""
    file(lambda: rows.to_csv(index=False).encode("utf-8-sig"), f"{name}.csv", label=label)


def file(make: Callable[[], bytes], name: str, *, label: str | None = None, key: str | None = None) -> None:
    """A button that makes the file and hands it over."""
    st.download_button(
        label or _("Download CSV"),
        make,
        file_name=f"{cached.shop_path().stem}_{name}",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=key or f"download {name}",
    )
