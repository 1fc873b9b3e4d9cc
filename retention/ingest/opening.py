"""From a file to its table: as it is, or as the user said for an earlier file with the same header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from retention.errors import ImportRefused
from retention.ingest.dialect import Dialect, dialect_of
from retention.ingest.plain import PlainText, plain_text
from retention.ingest.remembered import OPENING, completed, fingerprint, handed_over
from retention.ingest.totals import without_totals


def opened(
    source: Path, work: Path, name: str, options: dict[str, Any]
) -> tuple[PlainText, Dialect, dict[str, Any], dict[str, Any]]:
    """Text, layout, the options to go on with, and the remembered part of them. Raises ImportRefused."""
    known = handed_over(work)
    ways = _ways(known, options)
    for way in ways:
        found = _fitting(source, work, name, options | way, known)
        if found:
            text, dialect, said = found
            filled = completed(options, said, dialect.header)
            return text, dialect, filled, said if filled != options else {}
    text, dialect = _opened(source, work, name, options)
    said = {} if ways else _said_of(dialect, options, known)
    filled = completed(options, said, dialect.header) if said else options
    return text, dialect, filled, said if filled != options else {}


def _ways(known: dict[str, dict[str, Any]], options: dict[str, Any]) -> list[dict[str, Any]]:
    """How else a file could be opened: as it is and, where such a thing was said, with that encoding or delimiter."""
    ways: list[dict[str, Any]] = [{}]
    for said in known.values():
        way = {part: said[part] for part in OPENING if part in said and not options.get(part)}
        if way and way not in ways:
            ways.append(way)
    return ways if len(ways) > 1 else []


def _said_of(dialect: Dialect, options: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What was said for this header, if it was opened in the same way; empty = nothing."""
    said = known.get(fingerprint(dialect.header), {}) if dialect.has_header else {}
    return said if all(options.get(part) == said[part] for part in OPENING if part in said) else {}


def _fitting(
    source: Path, work: Path, name: str, options: dict[str, Any], known: dict[str, dict[str, Any]]
) -> tuple[PlainText, Dialect, dict[str, Any]] | None:
    """The table where its header is remembered for exactly this way of opening it."""
    try:
        text, dialect = _opened(source, work, name, options)
    except ImportRefused:
        return None  # said again, in full, when no way fits
    said = _said_of(dialect, options, known)
    return (text, dialect, said) if said else None


def _opened(source: Path, work: Path, name: str, options: dict[str, Any]) -> tuple[PlainText, Dialect]:
    asked = (options.get(part) for part in ("encoding", "sheet", "member"))
    text = plain_text(source, work, name, *asked)
    dialect = dialect_of(text.path, work, name, options.get("delimiter"), options.get("has_header"))
    return without_totals(text, dialect, work)
