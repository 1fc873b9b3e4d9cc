"""Files to take away: made only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.ui import cached
from pages.ui.words import _
from retention.targets import csv_bytes


def table(rows: Any, name: str) -> None:
    """The rows behind a picture as they are, as a CSV file that Excel opens with the right letters."""
    _button(
        lambda: csv_bytes(rows),
        f"{name}.csv",
        label=_("Download this table (CSV)"),
        type="tertiary",
    )


def file(
    make: Callable[[], bytes], name: str, *, label: str | None = None, key: str | None = None, **options: Any
) -> None:
    """A button that makes the file and hands it over."""
    _button(make, name, label=label or _("Download CSV"), key=key, **options)


def _button(
    make: Callable[[], bytes], name: str, *, label: str, key: str | None = None, **options: Any
) -> None:
    st.download_button(
        label,
        make,
        file_name=f"{cached.shop_path().stem}_{name}",
        on_click="ignore",
        key=key or f"download {name}",
        **{"mime": "text/csv", "icon": ":material/download:", **options},
    )
