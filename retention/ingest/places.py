"""Where in the file a row stands: the database counts records, people look for lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from retention.ingest.dialect import Dialect


@dataclass(frozen=True)
class Places:
    """Whole rows are numbered 1, 2, …; a broken row is known by the database's own count of lines."""

    lines: dict[int, int]  # whole row -> line of the file
    broken: dict[int, int]  # the database's line -> line of the file
    after_broken: list[int]  # whole rows that follow directly on a broken one


def find(dialect: Dialect, file_lines: int, whole: int, broken: list[int], wanted: list[int]) -> Places:
    """Lines of the broken and of the wanted rows. The file is read again only where cells hold line breaks or
    blank lines stand between rows: elsewhere a line is a row."""
    if file_lines == dialect.head_lines + whole + len(broken) and dialect.head_lines == dialect.skip:
        return _counted(dialect.skip, broken, wanted)
    return _looked_up(dialect, set(broken), set(wanted))


def _counted(skip: int, broken: list[int], wanted: list[int]) -> Places:
    # the k-th broken row (from 0) stands behind this many whole rows
    before = [line - skip - 1 - rank for rank, line in enumerate(sorted(broken))]
    lines = {row: skip + row + bisect_right(before, row - 1) for row in wanted}
    return Places(lines, {line: line for line in broken}, [count + 1 for count in before])


def _looked_up(dialect: Dialect, broken: set[int], wanted: set[int]) -> Places:
    found = Places({}, {}, [])
    whole = 0
    for counted, line in _records(dialect):
        if counted in broken:
            found.broken[counted] = line
            found.after_broken.append(whole + 1)
        else:
            whole += 1
            if whole in wanted:
                found.lines[whole] = line
    return found


def _records(dialect: Dialect) -> Iterator[tuple[int, int]]:
    """(the database's count of the line, the line itself) of every record."""
    with dialect.path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(dialect.head_lines):
            next(file)
        reader = dialect.rows(file)
        counted, line = dialect.skip, dialect.head_lines
        for row in reader:
            counted += 1
            if row:
                yield counted, line + 1
            line = dialect.head_lines + reader.line_num
