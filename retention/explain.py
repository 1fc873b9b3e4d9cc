"""A definition record as text, for a terminal."""

from __future__ import annotations

import textwrap

from retention.captions import CAVEATS
from retention.definitions import Definition
from retention.shop.statements import statement

WIDTH = 100


def explained(record: Definition, *, with_sql: bool) -> str:
    """The record in words, its columns, and the SQL that computes it when asked for."""
    parts = [
        f"{record.title}  ({record.key})",
        _paragraph(record.sentence),
        _row("Formula", record.formula),
        _row("One row is", record.grain),
        _row("Units", record.unit),
        _row("Empty shop", record.empty),
        _row("Source", record.reference),
    ]
    parts += [_row("Reading", text) for text in record.readings]
    parts += [_row("Caveat", f"{caveat}: {CAVEATS[caveat]}") for caveat in record.caveats]
    if with_sql:
        parts += [
            "",
            "Columns",
            *(_row(f"  {name}", meaning, 34) for name, meaning in record.meanings.items()),
        ]
        parts += [f"\n-- {name}.sql\n{statement(name).strip()}" for name in record.sql_files]
    return "\n".join(parts) + "\n"


def _paragraph(text: str) -> str:
    return textwrap.fill(text, WIDTH)


def _row(title: str, text: str, width: int = 12) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=f"{title:<{width}} ", subsequent_indent=" " * (width + 1)
    )
