"""Errors as sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from retention.i18n.catalogue import N_
from retention.i18n.words import Words, words

UNNAMED = re.compile(r"#(\d+)")
ONLY_UNNAMED = re.compile(r"#\d+(, #\d+)*( …)?")
"""Columns of a file without a header line go by their numbers."""
COLUMN = N_("Column {n}")


class Spoken(Protocol):
    """What an error must have to be translated; RetentionError has it."""

    @property
    def template(self) -> str: ...

    @property
    def fields(self) -> Mapping[str, Any]: ...


def sentence(error: Spoken, language: str) -> str:
    """An error in the reader's language; what it found or needs may itself be one of our phrases."""
    speak = words(language)
    fields = {
        name: _shown(name, value, speak) if isinstance(value, str) else value
        for name, value in error.fields.items()
    }
    return speak.gettext(error.template, **fields)


def _shown(name: str, value: str, speak: Words) -> str:
    """A single number may also be an order's: only a field named so holds a column."""
    names_columns = name == "column" or value.startswith("#1, #2")
    return column_titles(value, speak) if names_columns else speak.gettext(value)


def column_titles(text: str, speak: Words) -> str:
    """The title of a column, or several, as people say it: #3 is “Column 3”; other text stays.

    >>> column_titles("#1, #2", words("en"))
    'Column 1, Column 2'
    """
    if not ONLY_UNNAMED.fullmatch(text):
        return text
    return UNNAMED.sub(lambda hit: speak.gettext(COLUMN, n=hit[1]), text)
