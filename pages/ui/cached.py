"""The only place with caches: the open shop, and results by shop, data version, metric and parameters."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui.words import _
from retention import metrics
from retention.shop import Coverage, Shop
from retention.values import Result

SHOP_KEY = "shop file"
DEFAULT_SHOP = "data/shop.duckdb"


def default_path() -> Path:
    """The shop that the app was started with."""
    return Path(os.environ.get("RETENTION_SHOP", DEFAULT_SHOP)).absolute()


def shop_path() -> Path:
    """The shop that this session looks at."""
    return Path(st.session_state.get(SHOP_KEY) or default_path())


def shop() -> Shop:
    """The open shop of this session. Raises ShopError."""
    return _opened(str(shop_path()))


def close(path: Path) -> None:
    """Releases a shop file, for example to delete it."""
    _opened(str(path)).close()
    _opened.clear(str(path))


def coverage() -> Coverage:
    """What the data cover."""
    opened = shop()
    return _coverage(str(opened.path), opened.data_version)


def metric(name: str, **options: Any) -> Result:
    """A metric of this session's shop. Raises MetricRefused."""
    opened = shop()
    with st.spinner(_("Counting…")):
        return _metric(str(opened.path), opened.data_version, name, tuple(sorted(options.items())))


def describe() -> dict[str, Any]:
    """The shop in numbers."""
    opened = shop()
    return _described(str(opened.path), opened.data_version)


@st.cache_resource(max_entries=8, show_spinner=False)
def _opened(path: str) -> Shop:
    return Shop.open(path)


@st.cache_data(max_entries=16, show_spinner=False)
def _coverage(path: str, data_version: int) -> Coverage:
    return _opened(path).coverage()


@st.cache_data(max_entries=256, show_spinner=False)
def _metric(path: str, data_version: int, name: str, options: tuple[tuple[str, Any], ...]) -> Result:
    return metrics.compute(_opened(path), name, **dict(options))


@st.cache_data(max_entries=16, show_spinner=False)
def _described(path: str, data_version: int) -> dict[str, Any]:
    return metrics.describe(_opened(path))
