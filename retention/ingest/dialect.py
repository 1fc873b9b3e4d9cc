"""How the plain text is laid out as a table: delimiter, header line, columns aligned by blanks."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from retention.errors import ImportRefused

DELIMITERS = (",", ";", "\t", "|")
NOTHING = "No data available"
"""What Matomo writes instead of a table without rows."""
SAMPLE_LINES = 200
SAMPLE_CHARACTERS = 1 << 20
EMAIL = re.compile(r"""["']?[^\s@,;|"']+@[^\s@,;|"']+[.][^\s@,;|"']+["']?""")
LEAST_FITTING = 0.6
"""Share of the sample rows that must be as wide as the table."""


@dataclass(frozen=True)
class Dialect:
    """Layout of one text table. `skip` = records before the first data row, `head_lines` = the lines they take."""

    path: Path
    delimiter: str
    header: list[str]
    has_header: bool
    skip: int
    head_lines: int
    samples: list[list[str]]

    @property
    def columns(self) -> int:
        """How many columns each row must have."""
        return len(self.header)


def dialect_of(
    text: Path, work: Path, name: str, delimiter: str | None = None, has_header: bool | None = None
) -> Dialect:
    """Finds the layout on the first lines. Raises ImportRefused `no_table` or `header_only`."""
    csv.field_size_limit(
        1 << 30
    )  # lengths are watched elsewhere; a cell open by mistake must not end the reader
    if delimiter and (len(delimiter) > 1 or delimiter in "\"'\r\n" or delimiter.isalnum()):
        raise ImportRefused("no_table", file=name, found=f"“{delimiter}” cannot be a delimiter")
    lines = _first_lines(text)
    preamble = _preamble(lines)
    if preamble == len(lines) or "".join(lines).strip() == NOTHING:
        raise ImportRefused("file_empty", file=name)
    if delimiter in (None, " ") and _is_aligned(lines[preamble:]):
        text, lines, delimiter = _with_tabs(text, work / "aligned.tsv", preamble), _split_lines(lines), "\t"
        preamble = 0
    is_list = not delimiter and _is_list_of_emails(lines[preamble:])
    found = delimiter or ("," if is_list else _delimiter(lines[preamble:], name))
    rows = _parsed(lines[preamble:], found)
    if len(rows[0]) < 2 and not is_list:
        raise ImportRefused("no_table", file=name, found=f"“{lines[preamble][:80].strip()}”")
    named = _looks_like_header(rows) if has_header is None else has_header
    if named and len(rows) < 2:
        raise ImportRefused("header_only", file=name)
    header = [cell.strip() for cell in rows[0]] if named else [f"#{n}" for n in range(1, len(rows[0]) + 1)]
    head_lines = preamble + (_lines_of_first_row(lines[preamble:], found) if named else 0)
    return Dialect(
        text, found, header, named, preamble + named, head_lines, rows[int(named) : int(named) + 20]
    )


def _first_lines(text: Path) -> list[str]:
    with text.open(encoding="utf-8-sig", newline="") as file:
        head = file.read(SAMPLE_CHARACTERS)
    lines = head.splitlines(keepends=True)
    return lines[:-1] if len(head) == SAMPLE_CHARACTERS and len(lines) > 1 else lines


def _preamble(lines: list[str]) -> int:
    """Blank and # lines before the table."""
    return sum(
        1
        for _ in itertools.takewhile(
            lambda line: not line.strip() or line.startswith("#,") or line.startswith("# "), lines
        )
    )


def _delimiter(lines: list[str], name: str) -> str:
    """The delimiter that gives the most columns on nearly all sample rows."""
    best, columns = "", 1
    for candidate in DELIMITERS:
        rows = _parsed(lines, candidate)[:SAMPLE_LINES]
        usual = Counter(map(len, rows)).most_common(1)[0][0] if rows else 1
        for width in (usual, len(rows[0]) if rows else 1):
            if width > columns and sum(_fits(row, width) for row in rows) >= LEAST_FITTING * len(rows):
                best, columns = candidate, width
    if not best:
        _refuse_open_quotation(lines, name)
        first = next((line for line in lines if line.strip()), "")[:80].strip()
        raise ImportRefused("no_table", file=name, found=f"“{first}”")
    return best


def _fits(row: list[str], width: int) -> bool:
    """As many cells as the table has columns; a delimiter at the end of a row adds an empty one."""
    return len(row) == width or (len(row) == width + 1 and not row[-1].strip())


def _refuse_open_quotation(lines: list[str], name: str) -> None:
    """No delimiter fits where a quotation mark that is not closed makes one cell of all rows behind it."""
    for candidate in DELIMITERS:
        reader = csv.reader(lines, delimiter=candidate)
        start, columns = 0, 0
        for row in reader:
            record = "".join(lines[start : reader.line_num])
            columns = columns or len(row)
            if columns > 1 and swallows_rows(record, candidate, columns):
                raise ImportRefused("line_too_long", file=name, limit=len(record) - 1, line=start + 1)
            start = reader.line_num


def swallows_rows(record: str, delimiter: str, columns: int) -> bool:
    """Whether lines inside this record are rows themselves: then a quotation mark before them is not closed."""
    inner = itertools.islice(record.lstrip("\n").split("\n"), 1, 50)
    rows = sum(len(row) >= columns for line in inner for row in csv.reader([line], delimiter=delimiter))
    return rows >= (1 if columns > 3 else 3)


def _parsed(lines: list[str], delimiter: str) -> list[list[str]]:
    return [row for row in csv.reader(lines, delimiter=delimiter) if row]


def _lines_of_first_row(lines: list[str], delimiter: str) -> int:
    """A header cell may hold line breaks: how many lines the first row takes."""
    reader = csv.reader(lines, delimiter=delimiter)
    next(reader)
    return reader.line_num


def _looks_like_header(rows: list[list[str]]) -> bool:
    """A header has no empty first cell, no numbers, dates or e-mails; a column without header text may stand in it."""
    filled = [cell.strip() for cell in rows[0] if cell.strip()]
    return bool(filled) and not any(
        re.fullmatch(r"[-+]?[\d\s.,:/-]+", cell) or EMAIL.fullmatch(cell) for cell in filled
    )


def _is_list_of_emails(lines: list[str]) -> bool:
    """One address a line, perhaps under a header: the plainest list of people not to write to."""
    cells = [line.strip() for line in lines if line.strip()]
    return any(map(EMAIL.fullmatch, cells)) and all(map(EMAIL.fullmatch, cells[1:]))


def _is_aligned(lines: list[str]) -> bool:
    """No delimiter at all, and every line has the same number of words: columns aligned by blanks (CDNOW)."""
    sample = [line for line in lines[:SAMPLE_LINES] if line.strip()]
    if any(mark in line for line in sample for mark in DELIMITERS):
        return False
    widths = {len(line.split()) for line in sample}
    return len(widths) == 1 and widths.pop() > 1


def _with_tabs(text: Path, target: Path, preamble: int) -> Path:
    """Rewrites blanks as tabs, in chunks: the database cannot read aligned columns."""
    with text.open(encoding="utf-8-sig") as file, target.open("w", encoding="utf-8") as out:
        for line in itertools.islice(file, preamble, None):
            if line.strip():
                out.write("\t".join(line.split()) + "\n")
    return target


def _split_lines(lines: list[str]) -> list[str]:
    return ["\t".join(line.split()) + "\n" for line in lines if line.strip()]
