"""Plain values as JSON knows them, and back: reading a text can do nothing but give values."""

from __future__ import annotations

from datetime import date
from typing import Any

from retention.values import Caveat, Note


def plain(value: Any) -> Any:
    """JSON's own types; a day, a tuple, fields and a note under a name. Raises TypeError for everything else."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is date:
        return {"day": value.isoformat()}
    if type(value) is tuple:
        return {"tuple": [plain(item) for item in value]}
    if type(value) is list:
        return [plain(item) for item in value]
    if type(value) is Note:
        return {"note": value.caveat.value, "of": plain(value.fields)}
    if type(value) is dict and all(type(key) is str for key in value):
        return {"fields": [[key, plain(item)] for key, item in value.items()]}
    raise TypeError(type(value))


def value_of(told: Any) -> Any:
    """The value that was made plain. Raises ValueError, KeyError or TypeError for anything else."""
    if isinstance(told, list):
        return [value_of(item) for item in told]
    if not isinstance(told, dict):
        return told
    if "day" in told:
        return date.fromisoformat(told["day"])
    if "tuple" in told:
        return tuple(value_of(told["tuple"]))
    if "note" in told:
        return Note(Caveat(told["note"]), value_of(told["of"]))
    return {key: value_of(item) for key, item in told["fields"]}
