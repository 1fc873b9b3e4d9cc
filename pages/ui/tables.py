"""Tables: shown as the language writes numbers, sorted by the numbers themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from pages.ui import cached
from pages.ui.compare import signed
from pages.ui.words import _, words
from retention.i18n import NOTHING

MOST_ROWS = 500
ROW_HEIGHT = 35


@dataclass(frozen=True)
class Column:
    """How a column is called and written: text, number, decimal, percent, points, money, cents, date, month."""

    label: str
    kind: str = "text"
    width: str | int | None = None
    help: str | None = None


def show(
    rows: Any,
    columns: Mapping[str, Column],
    *,
    key: str | None = None,
    total: int = 0,
    **options: Any,
) -> Any:
    """A table of the named columns, in their order; a long one is cut and says so (`total` rows in all)."""
    shown = rows[list(columns)].head(MOST_ROWS)
    texts = [name for name, column in columns.items() if column.kind == "text"]
    shown = shown.assign(**{name: shown[name].fillna("").astype("str") for name in texts})
    styled = shown.style.format({name: _writer(column.kind) for name, column in columns.items()})
    event = st.dataframe(
        styled,
        hide_index=True,
        key=key,
        height=min(len(shown) + 1, 13) * ROW_HEIGHT + 3,
        column_config={name: _config(column) for name, column in columns.items()},
        placeholder=NOTHING,
        **options,
    )
    if len(rows) > MOST_ROWS:
        whole = max(total, len(rows))
        st.caption(
            _("The first {count} of {total} are shown; the file has all.", count=MOST_ROWS, total=whole)
        )
    return event


def frame(rows: Any, names: Sequence[str]) -> Any:
    """Rows put together by a page, as a table."""
    return pd.DataFrame(rows, columns=list(names))


def _config(column: Column) -> Any:
    return st.column_config.Column(column.label, width=column.width, help=column.help)


def _writer(kind: str) -> Callable[[Any], str]:
    speak = words()
    currency = cached.coverage().currency if kind == "money" else None
    return {
        "text": str,
        "number": speak.number,
        "decimal": lambda value: speak.number(value, 1),
        "percent": speak.percent,
        "points": lambda value: signed(value * 100, lambda size: speak.number(size, 2)),
        "cents": lambda value: speak.number(value, 2),
        "money": lambda value: speak.money(value, currency),
        "date": speak.date,
        "month": speak.month,
    }[kind]
