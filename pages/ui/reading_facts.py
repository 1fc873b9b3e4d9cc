"""How a file was read, in words: columns, examples without contacts, encoding, separator, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pages.ui.words import _, words
from retention.i18n import column_titles
from retention.ingest import Reading
from retention.ingest.features import COSTS, costs_of
from retention.ingest.sniffing import offers
from retention.ingest.words import DATE_ORDERS, DELIMITERS, SOURCES
from retention.targets import mask_email, mask_phone

EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")
PHONE = re.compile(r"\+?\d[\d\s()-]{8,}\d")
PHONE_FIELDS = ("phone", "billing_phone")
LONGEST = 28
MOST_EXAMPLES = 3


def title(header: list[str], at: int) -> str:
    """The column's title; its number where the file gives it none."""
    return named(header[at] or f"#{at + 1}")


def named(column: str) -> str:
    """A title out of a report: #3 is said as “Column 3”."""
    return column_titles(column, words())


def masked(value: str, *, is_phone: bool = False) -> str:
    """The value without contacts: enough to recognise the column."""
    text = EMAIL.sub(lambda hit: mask_email(hit[0]), value.strip())
    if is_phone or text.startswith("+"):
        text = PHONE.sub(lambda hit: mask_phone(re.sub(r"\D", "", hit[0])) or hit[0], text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def masked_rows(reading: Reading) -> list[list[str]]:
    """The first rows, as wide as the header."""
    phones = _phone_columns(reading.header, reading.mapping)
    width = len(reading.header)
    return [
        [masked(value, is_phone=n in phones) for n, value in enumerate([*row, *[""] * width][:width])]
        for row in reading.samples
    ]


def examples(reading: Reading, at: int) -> list[str]:
    """Some different values of a column."""
    values = dict.fromkeys(row[at] for row in masked_rows(reading) if row[at])
    return list(values)[:MOST_EXAMPLES]


def numbered(reading: Reading) -> dict[str, str]:
    """Field → #column, with what is only offered for its name or its values."""
    known = {name: f"#{reading.header.index(title) + 1}" for name, title in reading.mapping.items()}
    return offers(reading) | known


def costs(kind: str, fields: Iterable[str]) -> str:
    """What cannot be shown because a column is missing; empty where nothing is."""
    missing = [_(COSTS[feature]) for feature in costs_of(kind, fields)]
    return _("Missing: {costs}.", costs="; ".join(missing)) if missing else ""


def sentence_of(report: dict[str, Any]) -> str:
    """“utf-8, comma, dates with the day first”."""
    parts = [report["encoding"].upper(), _(DELIMITERS.get(report["delimiter"], report["delimiter"]))]
    parts += [_("dates: {order}", order=_(DATE_ORDERS[family])) for family in _families(report)[:1]]
    if report["source"]:
        parts.append(_("sold at: {source}", source=_(SOURCES.get(report["source"], report["source"]))))
    return " · ".join(parts)


def _families(report: dict[str, Any]) -> list[str]:
    return [family.removeprefix("utc ") for family in report["date_formats"].values()]


def _phone_columns(header: list[str], mapping: dict[str, str]) -> set[int]:
    return {header.index(mapping[name]) for name in PHONE_FIELDS if name in mapping}
