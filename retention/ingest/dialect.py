"""How the plain text is laid out as a table: delimiter, header line, columns aligned by blanks."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from retention.errors import ImportRefused

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (",", ";", "\t", "|")
NOTHING = "No data available"
"""What Matomo writes instead of a table without rows."""
SAMPLE_LINES = 200
SAMPLE_CHARACTERS = 1 << 20
EMAIL = re.compile(r"""["']?[^\s@,;|"']+@[^\s@,;|"']+[.][^\s@,;|"']+["']?""")
MOST_TITLES = 30
LEAST_FITTING = 0.6
"""Share of the sample rows that must be as wide as the table."""


@dataclass(frozen=True)
class SetAside:
    """A row at the end that is not read: why (words.REASONS), and the column where it shows."""

    line: int
    text: str
    reason: str
    column: str | None = None


@dataclass(frozen=True)
class Dialect:
    """Layout of one text table. `skip` = records before the first data row, `head_lines` = the lines they take,
    `set_aside` = rows at the end that were taken off, `has_quotes` = a quotation mark at both ends of a cell is no part
    of it."""

    path: Path
    delimiter: str
    header: list[str]
    has_header: bool
    skip: int
    head_lines: int
    samples: list[list[str]]
    set_aside: list[SetAside] = field(default_factory=list)
    has_quotes: bool = True

    def rows(self, lines: Iterable[str]) -> Reader:
        """Reads lines of the table as rows."""
        return _reader(lines, self.delimiter, has_quotes=self.has_quotes)

    @property
    def columns(self) -> int:
        """How many columns each row must have."""
        return len(self.header)


def dialect_of(
    text: Path, work: Path, name: str, delimiter: str | None = None, has_header: bool | None = None
) -> Dialect:
    """Finds the layout on the first lines: blank lines, comments, titles and Excel's `sep=` may stand above the table.

    Raises ImportRefused `no_table` or `header_only`.
    """
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
    is_log = delimiter in (None, "\t") and _is_plain_log(lines[preamble:])
    said = delimiter or _named_delimiter(lines[:preamble])
    found = "\t" if is_log else said or ("," if is_list else _delimiter(lines[preamble:], name))
    records = _records(lines[preamble:], found, has_quotes=not is_log)
    titles = _titles([row for row, _ in records]) if has_header is None and not is_list else 0
    rows = [row for row, _ in records[titles:] if row]
    if len(rows[0]) < 2 and not is_list:
        raise ImportRefused("no_table", file=name, found=f"“{lines[preamble][:80].strip()}”")
    named = _looks_like_header(rows) if has_header is None else has_header
    if named and len(rows) < 2:
        raise ImportRefused("header_only", file=name)
    header = [cell.strip() for cell in rows[0]] if named else [f"#{n}" for n in range(1, len(rows[0]) + 1)]
    above = titles + named
    head_lines = preamble + (records[above - 1][1] if above else 0)
    samples = rows[int(named) : int(named) + 20]
    return Dialect(text, found, header, named, preamble + above, head_lines, samples, has_quotes=not is_log)


def _first_lines(text: Path) -> list[str]:
    with text.open(encoding="utf-8-sig", newline="") as file:
        head = file.read(SAMPLE_CHARACTERS)
    lines = head.splitlines(keepends=True)
    return lines[:-1] if len(head) == SAMPLE_CHARACTERS and len(lines) > 1 else lines


COMMENT = re.compile(r"\s*(#[\s#,;=|*-]*|# .*\s*|sep=.\s*|\"sep=.\"\s*)", re.IGNORECASE)


def _preamble(lines: list[str]) -> int:
    """Blank and # lines before the table, and the one in which a spreadsheet names the delimiter."""
    return sum(
        1 for _ in itertools.takewhile(lambda line: COMMENT.fullmatch(line) or not line.strip(), lines)
    )


def _named_delimiter(preamble: list[str]) -> str | None:
    """What `sep=;` in the first line says."""
    first = preamble[0].strip("\r\n").strip('"').lower() if preamble else ""
    return first[4] if re.fullmatch(r"sep=.", first) else None


LOG = re.compile(r"ym:(s|pv):\w+(\tym:(s|pv):\w+)+\s*")
"""The header of a Yandex Metrica log as it comes. Its cells are parted by tabs alone: a quotation mark is text."""


def _is_plain_log(lines: list[str]) -> bool:
    """Not where some program has saved the log anew, in which marks are doubled."""
    cells = (cell for line in lines for cell in line.rstrip("\r\n").split("\t"))
    return bool(LOG.fullmatch(lines[0])) and not any(map(_is_requoted, cells))


def _is_requoted(cell: str) -> bool:
    inner = cell[1:-1]
    return cell[:1] == cell[-1:] == '"' and '""' in inner and '"' not in inner.replace('""', "")


def _reader(lines: Iterable[str], delimiter: str, *, has_quotes: bool) -> Reader:
    if has_quotes:
        return csv.reader(lines, delimiter=delimiter)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _records(lines: list[str], delimiter: str, *, has_quotes: bool) -> list[tuple[list[str], int]]:
    """Every record, blank ones too, and how many lines it and those above it take."""
    reader = _reader(lines, delimiter, has_quotes=has_quotes)
    return [(row, reader.line_num) for row in reader]


def _titles(rows: list[list[str]]) -> int:
    """How many records above the header are titles (“Orders of October”, «Период: …»): they have few cells, the first
    filled, and below them stands a header with more cells and rows as wide as it."""
    for at, row in enumerate(rows[:MOST_TITLES]):
        filled = _filled(row)
        if filled >= 2 and at and _looks_like_header([row]) and _heads(row, rows[at + 1 :]):
            above = [title for title in rows[:at] if _filled(title)]
            return at if all(_is_title(title, filled) for title in above) else 0
        if filled > 2 and at == 0:
            return 0
    return 0


def _filled(row: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_title(row: list[str], header_cells: int) -> bool:
    """Few cells, and one of the first two is filled (a header with a single name has it anywhere)."""
    return _filled(row) <= max(1, header_cells // 3) and any(cell.strip() for cell in row[:2])


def _heads(row: list[str], below: list[list[str]]) -> bool:
    """Whether most of the records below are as wide as this one."""
    rows = [other for other in below[:SAMPLE_LINES] if other]
    return bool(rows) and sum(_fits(other, len(row)) for other in rows) >= LEAST_FITTING * len(rows)


def _delimiter(lines: list[str], name: str) -> str:
    """The delimiter that gives the most columns on nearly all sample rows, or on those below some titles."""
    best = _best_delimiter(lines)
    if not best:
        _refuse_open_quotation(lines, name)  # before any line is passed over
        below = (_best_delimiter(lines[titles:]) for titles in range(1, min(MOST_TITLES, len(lines) - 1)))
        best = next(filter(None, below), "")
    if best:
        return best
    first = next((line for line in lines if line.strip()), "")[:80].strip()
    raise ImportRefused("no_table", file=name, found=f"“{first}”")


def _best_delimiter(lines: list[str]) -> str:
    """Of equally many columns, those that more rows have."""
    best, found = "", (1, 0.0)
    for candidate in DELIMITERS:
        rows = _parsed(lines, candidate)[:SAMPLE_LINES]
        usual = Counter(map(len, rows)).most_common(1)[0][0] if rows else 1
        for width in (usual, len(rows[0]) if rows else 1):
            share = sum(_fits(row, width) for row in rows) / len(rows) if rows else 0
            if width > 1 and share >= LEAST_FITTING and (width, share) > found:
                best, found = candidate, (width, share)
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
                out.write("\t".join(line.split()) + ("\n" if line.endswith("\n") else ""))
    return target


def _split_lines(lines: list[str]) -> list[str]:
    return ["\t".join(line.split()) + "\n" for line in lines if line.strip()]
