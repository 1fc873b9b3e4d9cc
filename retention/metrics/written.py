"""A result as text, and back: plain values only, so that reading one can do nothing but show wrong numbers."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd

from retention.values import Caveat, Note, Result

MOST_VALUES = 60_000
"""Larger tables are asked for rarely, and take long to write."""


def written(result: Result) -> str | None:
    """The result as text; None for one that is too large or would not come back as it was."""
    if result.rows.size > MOST_VALUES:
        return None
    try:
        text = json.dumps(_parts(result), ensure_ascii=False)
    except TypeError:
        return None
    return text if _is_same(read(text), result) else None


def read(text: str) -> Result:
    """The result that was written. Raises ValueError, KeyError or TypeError for anything else."""
    parts = json.loads(text)
    columns = {name: pd.Series(_value(values), dtype=kind) for name, kind, values in parts["columns"]}
    notes = tuple(Note(Caveat(name), _value(fields)) for name, fields in parts["notes"])
    return Result(
        parts["metric"], pd.DataFrame(columns), _value(parts["as_of"]), notes, _value(parts["facts"])
    )


def _parts(result: Result) -> dict[str, Any]:
    rows: pd.DataFrame = result.rows
    return {
        "metric": result.metric,
        "columns": [(name, str(rows[name].dtype), _plain(_listed(rows[name]))) for name in rows.columns],
        "as_of": _plain(result.as_of),
        "notes": [(note.caveat.value, _plain(note.fields)) for note in result.notes],
        "facts": _plain(result.facts),
    }


def _listed(column: pd.Series) -> list[Any]:
    if column.dtype == object:  # days beside texts: as they are
        return column.tolist()
    return column.astype(object).where(column.notna(), None).tolist()


def _plain(value: Any) -> Any:
    """JSON's own types; a day and a tuple under a name. Raises TypeError for everything else."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is date:
        return {"day": value.isoformat()}
    if type(value) is tuple:
        return {"tuple": [_plain(item) for item in value]}
    if type(value) is list:
        return [_plain(item) for item in value]
    if type(value) is dict and all(type(key) is str for key in value):
        return {"fields": [[key, _plain(item)] for key, item in value.items()]}
    raise TypeError(type(value))


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_value(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    if "day" in plain:
        return date.fromisoformat(plain["day"])
    if "tuple" in plain:
        return tuple(_value(plain["tuple"]))
    return {key: _value(item) for key, item in plain["fields"]}


def _is_same(one: Result, other: Result) -> bool:
    parts = ("metric", "as_of", "notes", "facts")
    return one.rows.equals(other.rows) and all(getattr(one, part) == getattr(other, part) for part in parts)
