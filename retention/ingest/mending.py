"""Rows whose quotation marks were not doubled (`"ООО "Ромашка"";5`): mended where they can be read in one way only.

The database names the broken rows and where they begin; only these are looked at, and the text is copied with them
mended. What could be read in two ways stays broken and is listed.
"""

from __future__ import annotations

import csv
import io
import mmap
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb

from retention.ingest.dialect import Dialect

CHUNK = 4 << 20
MOST_PIECES = 400


def mended(cursor: duckdb.DuckDBPyConnection, dialect: Dialect, work: Path) -> Dialect | None:
    """The layout over a text in which broken rows are mended; None where there is nothing to mend."""
    pairs = [
        (at, line, mended_row(line.decode(errors="replace"), dialect.delimiter, dialect.columns))
        for at, line in sorted(broken_lines(cursor, dialect).values())
    ]
    whole = [(at, line, row.encode()) for at, line, row in pairs if row]
    if not whole:
        return None
    target = work / "mended.txt"
    _replace(dialect.path, target, whole)
    return replace(dialect, path=target)


def broken_lines(cursor: duckdb.DuckDBPyConnection, dialect: Dialect) -> dict[int, tuple[int, bytes]]:
    """The database's count of the line → where a row with broken quotation begins, and its text. Looked up in the
    file: where a row has several such faults the database names the text of the row above it."""
    faults = cursor.execute("""select line, min(byte_position) - 1 from reject_errors
        where error_type = 'UNQUOTED VALUE' and byte_position is not null group by line""").fetchall()
    if not faults:
        return {}
    with dialect.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return {line: _line_at(data, at) for line, at in faults}


def _line_at(data: mmap.mmap, at: int) -> tuple[int, bytes]:
    start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
    return start, data[start : end if end >= 0 else len(data)]


def mended_row(line: str, delimiter: str, columns: int) -> str | None:
    """The row with its quotation marks doubled, None unless exactly one reading gives the right number of cells. An
    odd mark may be one that is not closed, and rows may stand behind it: such a row is left alone."""
    pieces = line.rstrip("\r").split(delimiter)
    if len(pieces) > MOST_PIECES or line.count('"') % 2:
        return None
    for is_strict in (True, False):
        readings = _readings(pieces, delimiter, columns, is_strict=is_strict)
        if len(readings) == 1:
            out = io.StringIO()
            csv.writer(out, delimiter=delimiter, lineterminator="").writerow(readings[0])
            return out.getvalue()
        if readings:
            return None
    return None


def _readings(pieces: list[str], delimiter: str, columns: int, *, is_strict: bool) -> list[list[str]]:
    """Up to two ways to put the pieces together to so many cells. A quoted cell begins and ends with a mark; other
    cells are one piece, which begins with a mark only where nothing else fits (not strict)."""

    @cache
    def from_piece(at: int, left: int) -> tuple[tuple[str, ...], ...]:
        if at == len(pieces):
            return ((),) if left == 0 else ()
        if left == 0 or len(pieces) - at < left:
            return ()
        found: list[tuple[str, ...]] = []
        for end, cell in _cells(pieces, at, delimiter, is_strict=is_strict):
            found += [(cell, *rest) for rest in from_piece(end, left - 1)]
            if len(found) > 1:
                break
        return tuple(found[:2])

    return [list(reading) for reading in from_piece(0, columns)]


def _cells(pieces: list[str], at: int, delimiter: str, *, is_strict: bool) -> list[tuple[int, str]]:
    """The cells that may begin with this piece, and the piece behind each. Where one holds the delimiter, its inner
    marks stand in pairs, and none on both of its sides: “a" b;c;"d” and “a";"b” are no cells."""
    first = pieces[at]
    if not first.startswith('"'):
        return [(at + 1, first)]
    found = [] if is_strict else [(at + 1, first)]
    for end in range(at, len(pieces)):
        text = delimiter.join(pieces[at : end + 1])
        if end > at and (text.count('"') % 2 or f'"{delimiter}"' in text):
            continue
        if len(text) > 1 and text.endswith('"') and not text.endswith('\\"'):
            found.append((end + 1, text[1:-1].replace('\\"', '"').replace('""', '"')))
    return found


def _replace(source: Path, target: Path, whole: list[tuple[int, bytes, bytes]]) -> None:
    """Copies the text with some rows replaced."""
    with source.open("rb") as file, target.open("wb") as out:
        for at, line, row in whole:
            _copy(file, out, at - file.tell())
            file.seek(len(line), io.SEEK_CUR)
            out.write(row)
        _copy(file, out, -1)


def _copy(file: io.BufferedReader, out: io.BufferedWriter, size: int) -> None:
    """So many bytes, all that are left for a negative size."""
    while size and (chunk := file.read(min(size, CHUNK) if size > 0 else CHUNK)):
        out.write(chunk)
        size -= len(chunk) if size > 0 else 0
