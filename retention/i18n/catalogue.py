"""Reads the catalogues: English sentences are the keys, one .po file holds each other language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

LANGUAGES = ("en", "ru")
LOCALE_FOLDER = Path(__file__).parent / "locale"


def N_(msgid: str) -> str:
    """Marks a sentence for the catalogue where it is written down but not yet shown."""
    return msgid


@dataclass(frozen=True)
class Catalogue:
    """Translations by English sentence; a plural one has as many texts as the language has forms."""

    messages: Mapping[str, str | tuple[str, ...]]
    form: Callable[[int], int]


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language; English has no file, its sentences are the keys themselves."""
    if language == "en":
        return Catalogue({}, lambda n: int(n != 1))
    with po_file(language).open("rb") as file:
        po = read_po(file, locale=language)
    messages: dict[str, Any] = {
        _key(message.id): message.string for message in po if message.id and is_whole(message.string)
    }
    return Catalogue(messages, c2py(po.plural_expr))


def po_file(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE_FOLDER / language / "LC_MESSAGES" / "retention.po"


def _key(msgid: Any) -> str:
    return str(msgid if isinstance(msgid, str) else msgid[0])


def is_whole(string: Any) -> bool:
    """Every form of the sentence is translated."""
    return bool(string) and all(string)
