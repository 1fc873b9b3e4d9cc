"""A result as text, and back: plain values only, so that reading one can do nothing but show wrong numbers."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from retention.shop.plain import plain, value_of
from retention.values import Result

MOST_VALUES = 60_000
"""Larger tables are asked for rarely, and take long to write."""


def written(result: Result) -> str | None:
    """The result as text; None for one that is too large or would not come back as it was."""
    if result.rows.size > MOST_VALUES:
        return None
    try:
        text = json.dumps(plain(_parts(result)), ensure_ascii=False)
    except TypeError:
        return None
    return text if _is_same(read(text), result) else None


def read(text: str) -> Result:
    """The result that was written. Raises ValueError, KeyError or TypeError for anything else."""
    parts = value_of(json.loads(text))
    columns = {name: pd.Series(values, dtype=kind) for name, kind, values in parts.pop("columns")}
    return Result(rows=pd.DataFrame(columns), **parts)


def _parts(result: Result) -> dict[str, Any]:
    rows: pd.DataFrame = result.rows
    return {
        "metric": result.metric,
        "columns": [[name, str(rows[name].dtype), _listed(rows[name])] for name in rows.columns],
        "as_of": result.as_of,
        "notes": result.notes,
        "facts": result.facts,
    }


def _listed(column: pd.Series) -> list[Any]:
    if column.dtype == object:  # days beside texts: as they are
        return column.tolist()
    return column.astype(object).where(column.notna(), None).tolist()


def _is_same(one: Result, other: Result) -> bool:
    parts = ("metric", "as_of", "notes", "facts")
    return one.rows.equals(other.rows) and all(getattr(one, part) == getattr(other, part) for part in parts)
