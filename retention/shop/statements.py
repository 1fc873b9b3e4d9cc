"""Reads the package's .sql files: values stay parameters, identifiers come from enums."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """Text of `sql/<name>.sql`, for example `metrics/churn`."""
    return files("retention.sql").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def filled(name: str, identifiers: Mapping[str, str]) -> str:
    """The statement with its `{name}` places filled; identifiers are enum values or fixed SQL, never user text."""
    text = statement(name)
    for key, value in identifiers.items():
        text = text.replace("{" + key + "}", value)
    return text


def used(sql: str, parameters: Mapping[str, object]) -> dict[str, object]:
    """The parameters that the statement names: DuckDB refuses those it does not."""
    names = set(re.findall(r"\$([a-z_][a-z_0-9]*)", sql))
    return {name: value for name, value in parameters.items() if name in names}


def quoted(text: str, mark: str = "'") -> str:
    """A text (or with `"` a name) for the few statements that take no parameters: attach, set."""
    return mark + text.replace(mark, mark * 2) + mark
