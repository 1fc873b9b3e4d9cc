"""Total rows at the end of a file: they are no orders, and added to the orders they would double the revenue.

Only the last lines are looked at; where they hold totals, the reader is given the text up to them. Rows that hold
nothing but delimiters go with them: they are blank lines.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from retention.ingest.dialect import Dialect, SetAside
from retention.ingest.ends import copy_head, tail_of
from retention.ingest.plain import PlainText

MOST_FOOTERS = 3
"""So many remarks (“printed on …”) may stand behind the totals."""
LABEL = re.compile(
    r"((общий |общая )?(итого?|всего|сумма)|(grand |sub ?|overall )?totals?|summe|gesamt\w*|somme|total g[eé]n[eé]ral)"
    r"\b[^@]{0,40}",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[-+(]?[\d.,'\s\u00a0\u2009\u202f]*\d[\d.,'\s\u00a0\u2009\u202f]*\)?\s*([^\d\s]{1,5})?")


def without_totals(text: PlainText, dialect: Dialect, work: Path) -> tuple[PlainText, Dialect]:
    """Text and layout without the totals; what was cut off stands in `Dialect.set_aside`."""
    lines, offset = tail_of(dialect.path)
    kept = _kept(lines, dialect)
    if kept == len(lines):
        return text, dialect
    cut = [line.decode(errors="replace").strip() for line in lines[kept:]]
    count = text.lines - sum(line.endswith(b"\n") or line == lines[-1] for line in lines[kept:] if line)
    totals = [
        SetAside(count + number, line, "total_row")
        for number, line in enumerate(cut, 1)
        if line.strip(f'"{dialect.delimiter} \t')
    ]
    target = work / "body.txt"
    copy_head(dialect.path, target, offset + sum(map(len, lines[:kept])))
    return replace(text, lines=count), replace(dialect, path=target, set_aside=totals)


def _kept(lines: list[bytes], dialect: Dialect) -> int:
    """How many of the lines are rows. A remark is cut off only where totals stand above it."""
    kept, footers = len(lines), 0
    for at in range(len(lines) - 1, 0, -1):
        kind = _kind(lines[at], dialect)
        if kind == "row" or (kind == "footer" and footers == MOST_FOOTERS):
            break
        footers += kind == "footer"
        if kind == "total" or (kind == "blank" and not footers):
            kept, footers = at, 0
    return kept


def _kind(line: bytes, dialect: Dialect) -> str:
    """row, total, footer (one filled cell), or blank. A line that opens or ends a quoted text is a row."""
    text = line.decode(errors="replace").strip("\r\n")
    if dialect.has_quotes and text.count('"') % 2:
        return "row"
    cells = [cell.strip() for row in dialect.rows([text]) for cell in row]
    filled = [cell for cell in cells if cell]
    if not filled:
        return "blank"
    if _is_total(cells, filled, dialect):
        return "total"
    return "footer" if len(filled) == 1 and dialect.columns > 2 else "row"


def _is_total(cells: list[str], filled: list[str], dialect: Dialect) -> bool:
    """A label, else numbers only, and something is missing that every order has."""
    labels = [cell for cell in filled if LABEL.fullmatch(cell)]
    numbers = [cell for cell in filled if NUMBER.fullmatch(cell)]
    if len(labels) != 1 or len(labels) + len(numbers) != len(filled) or len(cells) > dialect.columns + 1:
        return False
    if not numbers and not re.search(r"\d", labels[0]):
        return False
    return len(cells) < dialect.columns or any(
        not cells[at] or (cells[at] == labels[0] and all(re.search(r"\d", value) for value in values))
        for at, values in enumerate(_always_filled(dialect))
        if values
    )


def _always_filled(dialect: Dialect) -> list[list[str]]:
    """For each column its sample values, nothing where one of them is empty. Totals among them do not count."""
    rows = [
        row
        for row in dialect.samples
        if len(row) >= dialect.columns
        and any(row[1:])
        and not any(LABEL.fullmatch(cell.strip()) for cell in row)
    ]
    columns = [[row[at].strip() for row in rows] for at in range(dialect.columns)]
    return [values if all(values) else [] for values in columns]
