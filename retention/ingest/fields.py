"""The kinds of files that can be read and the fields that their columns can mean, in English and Russian.

A field is recognised by its exact header text after folding (case, blanks, punctuation); near misses are only
suggested on the mapping screen, never taken silently.
"""

from __future__ import annotations

from retention.ingest.headers import folded
from retention.ingest.kind import FileKind
from retention.ingest.order_fields import ORDERS
from retention.ingest.session_fields import SESSIONS

__all__ = ["KINDS", "aliases", "all_fields", "folded", "kind_told_by"]

KINDS: dict[str, FileKind] = {kind.key: kind for kind in (ORDERS, SESSIONS)}
"""Every kind of file; add one here and in `retention.values.Kind`."""

NEEDED = {key: kind.needed for key, kind in KINDS.items()}
TEXT_FIELDS = {key: kind.texts for key, kind in KINDS.items()}
NUMBER_FIELDS = {key: kind.numbers for key, kind in KINDS.items()}
TIME_FIELDS = {key: kind.times for key, kind in KINDS.items()}
FLAG_FIELDS = {key: kind.flags for key, kind in KINDS.items()}


def aliases(kind: str) -> dict[str, tuple[str, ...]]:
    """Field → folded names."""
    return KINDS[kind].aliases


def all_fields(kind: str) -> tuple[str, ...]:
    """Every field of the kind, in the table's order."""
    return tuple(KINDS[kind].fields)


def kind_told_by(headers: list[str], asked: set[str]) -> str:
    """The kind of a file without a known platform: by a field that the user named and only one kind has, by telling
    headers, else the kind with everything it needs and the most known columns. Orders where nothing decides."""
    present = set(headers)
    by_field = [key for key in KINDS if asked & _own_fields(key)]
    told = by_field or [key for key, kind in KINDS.items() if kind.is_told_by(present)]
    if told:
        return told[0]
    complete = {key: kind.found_in(present) for key, kind in KINDS.items() if kind.is_complete_in(present)}
    return "orders" if "orders" in complete or not complete else max(complete, key=complete.__getitem__)


def _own_fields(key: str) -> set[str]:
    """The fields that no other kind has."""
    others = (set(kind.fields) for other, kind in KINDS.items() if other != key)
    return set(KINDS[key].fields).difference(*others)
