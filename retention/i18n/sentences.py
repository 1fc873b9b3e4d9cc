"""Errors as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from retention.i18n.words import words


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
        name: speak.gettext(value) if isinstance(value, str) else value
        for name, value in error.fields.items()
    }
    return speak.gettext(error.template, **fields)
