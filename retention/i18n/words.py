"""All that a page needs to speak one language."""

from __future__ import annotations

from datetime import date
from functools import cache
from string import Formatter
from typing import Any

from retention.i18n.catalogue import LANGUAGES, catalogue
from retention.i18n.formats import Formats


class Words(Formats, Formatter):
    """Texts, numbers, money and dates in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    def gettext(self, msgid: str, **fields: object) -> str:
        """The sentence in this language, its {fields} filled in."""
        text = str(catalogue(self.language).messages.get(msgid, msgid))
        return self.format(text, **fields) if fields else text

    def ngettext(self, singular: str, plural: str, n: int, **fields: object) -> str:
        """The form that fits n; {n} is filled in as this language writes numbers."""
        known = catalogue(self.language)
        forms = known.messages.get(singular, (singular, plural))
        position = known.form(int(n)) if singular in known.messages else int(n != 1)
        return self.format(forms[position], n=int(n), **fields)

    def format_field(self, value: Any, format_spec: str) -> str:
        """Fills a field: dates, whole numbers and shares (`{share:.1%}`) as this language writes them."""
        if isinstance(value, date):
            return self.date(value)
        if format_spec.endswith("%"):
            return self.percent(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(value)
        return str(super().format_field(value, format_spec))


@cache
def words(language: str) -> Words:
    """The words of a language; an unknown language is English."""
    return Words(language)
