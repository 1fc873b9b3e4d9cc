"""The kinds of files that can be read and the fields that their columns can mean, in English and Russian.

A field is recognised by its exact header text after folding (case, blanks, punctuation); near misses are only
suggested on the mapping screen, never taken silently.
"""

from __future__ import annotations

from retention.ingest.headers import folded
from retention.ingest.kind import FileKind
from retention.ingest.kinds import FACT_KINDS
from retention.ingest.order_fields import ORDERS
from retention.ingest.session_fields import SESSIONS

__all__ = ["KINDS", "aliases", "all_fields", "folded"]

KINDS: dict[str, FileKind] = {
    kind.key: kind for kind in (ORDERS, SESSIONS, *(facts.file for facts in FACT_KINDS.values()))
}
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
