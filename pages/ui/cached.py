"""The only place with caches: the open shop, and results by shop, data version, metric and parameters.

Tables of metrics outlive the program as well, in the shop file: see retention/metrics/kept.py. What needs pandas is
imported where something is counted: the first page of a start shows what was counted before.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from pages.ui.words import _, language
from retention.i18n import Words
from retention.ingest import drop_folder
from retention.ingest.journal import hash_of
from retention.shop import Coverage, Shop, kept
from retention.shop.folder import ENDING
from retention.shop.plain import plain, value_of
from retention.values import Attribute, Result

if TYPE_CHECKING:
    from retention.figures import Palette
    from retention.metrics import Finding

Said = TypeVar("Said")
SHOP_KEY = "shop"
DEFAULT_SHOP = "data/shop.duckdb"


def default_path() -> Path:
    """The shop that the app was started with."""
    return Path(os.environ.get("RETENTION_SHOP", DEFAULT_SHOP)).absolute()


def shop_path() -> Path:
    """The shop that this session looks at."""
    own = default_path()
    chosen = st.session_state.get(SHOP_KEY)
    return own.with_name(f"{chosen}{ENDING}") if chosen else own


def shop() -> Shop:
    """The open shop of this session. Raises ShopError."""
    return _opened(str(shop_path()))


def close(path: Path) -> None:
    """Releases a shop file, for example to delete it. What is there next may count its versions anew."""
    _opened(str(path)).close()
    _opened.clear(str(path))
    for counted in (_coverage, _metric, _members, _people, _rfm_cells, _checks, _split_choices):
        counted.clear()


def coverage() -> Coverage:
    """What the data cover."""
    opened = shop()
    return _coverage(str(opened.path), opened.data_version)


def metric(name: str, **options: Any) -> Result:
    """A metric of this session's shop. Raises MetricRefused."""
    opened = shop()
    with st.spinner(_("Counting…")):
        return _metric(str(opened.path), opened.data_version, name, tuple(sorted(options.items())))


def told(page: str, count: Callable[[], dict[str, Any]], make: Callable[[dict[str, Any]], Said]) -> Said:
    """What a page says of this session's shop in the reader's language, of plain values: counted now or earlier."""
    opened = shop()
    question = kept.Question(f"{page} {language()} {_pages()}", opened.data_version)
    answer = kept.kept(opened, question)
    with suppress(*kept.DAMAGED):
        if answer is not None:
            return make(value_of(json.loads(answer)))
    found = count()
    kept.keep(opened, question, json.dumps(plain(found), ensure_ascii=False))
    return make(found)


@cache
def _pages() -> str:
    return kept.fingerprint(Path(__file__).parents[1])


def members(name: str, **options: Any) -> list[int]:
    """Keys of the customers behind a number, the most valuable first.

    `name` is that of a function of metrics: cohort_keys, churn_keys, segment_keys.
    """
    opened = shop()
    with st.spinner(_("Counting…")):
        return _members(str(opened.path), opened.data_version, name, tuple(sorted(options.items())))


def checks() -> tuple[Finding, ...]:
    """What the checks of this session's shop find."""
    opened = shop()
    with st.spinner(_("Counting…")):
        return _checks(str(opened.path), opened.data_version)


def people(keys: Sequence[int]) -> Any:
    """These customers as a table with masked contacts."""
    opened = shop()
    return _people(str(opened.path), opened.data_version, tuple(keys))


def split_choices() -> tuple[Attribute, ...]:
    """Attributes by which this session's customers fall into a few groups."""
    opened = shop()
    return _split_choices(str(opened.path), opened.data_version)


def rfm_cells() -> Any:
    """Customers by recency and frequency."""
    opened = shop()
    return _rfm_cells(str(opened.path), opened.data_version)


def figure(make: Callable[..., Any], rows: Any, speak: Words, palette: Palette, **options: Any) -> Any:
    """A figure of these rows, drawn once a language and theme. Always the same object: never change it."""
    return _figure(make.__name__, rows, speak.language, str(palette), options, make, speak, palette)


def new_files() -> list[drop_folder.Waiting]:
    """Files of the drop folder that the shop does not know. Raises ShopError."""
    opened = shop()
    if opened.is_sample:
        return []
    return drop_folder.new_files(
        opened, time.time(), lambda one: _file_hash(str(one.path), one.size, one.changed)
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def settle(page: str) -> None:
    """Once a page: what it has loaded stays, so that garbage collections no longer look through it, 0.1 s each.

    Streamlit asks for a full one after every run.
    """
    gc.freeze()
    atexit.register(gc.unfreeze)  # the end of the program takes everything down as usual


@st.cache_data(max_entries=2048, show_spinner=False)
def _file_hash(path: str, size: int, changed: float) -> str:
    return hash_of(Path(path))


@st.cache_resource(show_spinner=False)  # without a limit: a shop that falls out of the cache would stay open
def _opened(path: str) -> Shop:
    return Shop.open(path)


@st.cache_data(max_entries=16, show_spinner=False)
def _coverage(path: str, data_version: int) -> Coverage:
    return _opened(path).coverage()


@st.cache_data(max_entries=256, show_spinner=False)
def _metric(path: str, data_version: int, name: str, options: tuple[tuple[str, Any], ...]) -> Result:
    from retention import metrics

    return metrics.known_metric(_opened(path), name, **dict(options))


@st.cache_data(max_entries=64, show_spinner=False)
def _members(path: str, data_version: int, name: str, options: tuple[tuple[str, Any], ...]) -> list[int]:
    from retention import metrics

    keys: list[int] = getattr(metrics, name)(_opened(path), **dict(options))
    return keys


# a resource, so that all share one object: copying a figure takes as long as drawing it
@st.cache_resource(max_entries=128, show_spinner=False)
def _figure(
    name: str,
    rows: Any,
    language: str,
    colours: str,
    options: dict[str, Any],
    _make: Callable[..., Any],
    _speak: Words,
    _palette: Palette,
) -> Any:
    return _make(rows, _speak, _palette, **options)


@st.cache_data(max_entries=16, show_spinner=False)
def _checks(path: str, data_version: int) -> tuple[Finding, ...]:
    from retention import metrics

    return metrics.run_checks(_opened(path))


@st.cache_data(max_entries=32, show_spinner=False)
def _people(path: str, data_version: int, keys: tuple[int, ...]) -> Any:
    from retention import targets

    return targets.people(_opened(path), keys)


@st.cache_data(max_entries=16, show_spinner=False)
def _rfm_cells(path: str, data_version: int) -> Any:
    from retention import metrics

    return metrics.known_rfm_cells(_opened(path)).rows


@st.cache_data(max_entries=16, show_spinner=False)
def _split_choices(path: str, data_version: int) -> tuple[Attribute, ...]:
    from retention import metrics

    return metrics.split_choices(_opened(path))
