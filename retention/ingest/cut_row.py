"""A file that ends inside its last cell: 2024-01-1 of 2024-01-15 is another day, and would be believed.

Many files have no line end behind their last row, so that alone says nothing. The row is set aside only where its last
cell is a date or an amount and is shorter than that cell can be by all other rows of the file.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from retention.ingest.columns import Columns
from retention.ingest.dialect import Dialect, SetAside
from retention.ingest.ends import copy_head, tail_of
from retention.ingest.fields import NUMBER_FIELDS, TIME_FIELDS
from retention.ingest.plain import PlainText

FEWEST = 3
"""So many other rows must show how long the cell is."""
ENOUGH = 20
"""So many show it even where none of them was filled up with a zero."""
MOST_LINES = 50
"""So many lines the last row may take."""
DECIMALS = re.compile(r"([.,])(\d+)\D*$")
ANY_DIGIT = str.maketrans("12345678", "9" * 8)
"""All digits are alike but the zero, which may fill up."""
THOUSAND = 3
"""So many digits behind a mark may be no decimals."""


def without_cut_row(
    text: PlainText, dialect: Dialect, columns: Columns, work: Path
) -> tuple[PlainText, Dialect]:
    """Text and layout without the last row where that looks cut off; then it stands in `Dialect.set_aside`."""
    at = dialect.columns - 1
    fields = {name for name, position in columns.mapping.items() if position == at}
    is_time = bool(fields & set(TIME_FIELDS[columns.kind]))
    if not is_time and not fields & set(NUMBER_FIELDS[columns.kind]):
        return text, dialect
    record = _open_record(dialect)
    cell = _cells(record, dialect)[-1].strip() if record else ""
    is_cut = cell and (_is_cut_time if is_time else _is_cut_amount)(cell, _others(dialect))
    if not is_cut:
        return text, dialect
    target = work / "body.txt"
    copy_head(dialect.path, target, dialect.path.stat().st_size - len(record))
    above = text.lines - record.count(b"\n") - 1
    cut = SetAside(above + 1, cell, "cut_off", dialect.header[at])
    return replace(text, lines=above), replace(dialect, path=target, set_aside=[cut])


def _open_record(dialect: Dialect) -> bytes:
    """The last row where no line end stands behind it and it has all its cells, else nothing."""
    lines, _ = tail_of(dialect.path)
    if not lines or lines[-1].endswith((b"\n", b"\r", b'"')):
        return b""
    for count in range(1, min(len(lines) - 1, MOST_LINES) + 1):
        record = b"".join(lines[-count:])
        if not dialect.has_quotes or record.count(b'"') % 2 == 0:
            return record if len(_cells(record, dialect)) == dialect.columns else b""
    return b""


def _cells(record: bytes, dialect: Dialect) -> list[str]:
    lines = record.decode(errors="replace").splitlines(keepends=True)
    return next(dialect.rows(lines), [""])


def _others(dialect: Dialect) -> Iterator[str]:
    """The last cells of all rows but the last; of many that are written alike, digit for digit, only the first few.
    Whoever asks stops at the first that is no longer than the cut one: mostly the first of all."""
    seen: Counter[str] = Counter()
    with dialect.path.open(encoding="utf-8-sig", newline="") as file:
        rows = dialect.rows(itertools.islice(file, dialect.head_lines, None))
        for row, _ in itertools.pairwise(rows):
            if len(row) == dialect.columns:
                shape = row[-1].strip().translate(ANY_DIGIT)
                if shape and seen[shape] < ENOUGH:
                    seen[shape] += 1
                    yield shape


def _is_cut_time(cell: str, others: Iterable[str]) -> bool:
    """Whether each date written alike has more parts or a longer last part. A day of one digit is short only where
    others are filled up with a zero; times of day always are."""
    kind, parts = _kind(cell), _parts(cell)
    count, is_padded = 0, ":" in cell
    for other in others:
        if not (_kind(other).startswith(kind) or kind.startswith(_kind(other))):
            continue
        more = _parts(other)
        if (len(more), len(more[-1])) <= (len(parts), len(parts[-1])):
            return False
        count += 1
        is_padded = is_padded or len(more[-1]) > 2 or any(part.startswith("0") for part in more)
    return count >= ENOUGH or (count >= FEWEST and is_padded)


def _parts(cell: str) -> list[str]:
    return re.findall(r"\d+|[^\W\d_]+", cell) or [""]


def _kind(cell: str) -> str:
    """How it is written, whatever the numbers and words: 9-9-9 9:9."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", cell))


def _is_cut_amount(cell: str, others: Iterable[str]) -> bool:
    """Whether all amounts have the same number of decimals and this one fewer. Programs that write as few as they can
    end no decimals with a zero."""
    mark, decimals = _decimals(cell)
    count, is_padded, usual = 0, False, ("", 0)
    for other in filter(_has_digits, others):
        its_mark, its_decimals = _decimals(other)
        usual = usual if count else (its_mark, len(its_decimals))
        is_as_long = mark == its_mark and len(decimals) >= len(its_decimals)
        if len(its_decimals) in (0, THOUSAND) or usual != (its_mark, len(its_decimals)) or is_as_long:
            return False
        count += 1
        is_padded = is_padded or its_decimals.endswith("0")
    return _has_digits(cell) and (count >= ENOUGH or (count >= FEWEST and is_padded))


def _has_digits(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def _decimals(amount: str) -> tuple[str, str]:
    """The decimal mark and the digits behind it."""
    found = DECIMALS.search(amount)
    return (found[1], found[2]) if found else ("", "")
