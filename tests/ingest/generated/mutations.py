"""What happens to files between a shop system and us: one damage each, drawn by a seed."""

import csv
import gzip
import io
import random
from collections.abc import Callable

from tests.ingest.generated.styles import Style

Cells = list[list[str]]
Damage = Callable[[random.Random, Cells], Cells]
TableDamages = dict[str, Damage]


def column(rng: random.Random, cells: Cells) -> int:
    """Any column."""
    return rng.randrange(len(cells[0]))


def row(rng: random.Random, cells: Cells) -> int:
    """Any row below the header."""
    return rng.randrange(1, len(cells))


def filled(rng: random.Random, cells: Cells) -> tuple[int, int]:
    """Any cell with something in it."""
    return rng.choice([(y, x) for y, line in enumerate(cells) if y for x, cell in enumerate(line) if cell])


def numeric(rng: random.Random, cells: Cells) -> tuple[int, int]:
    """Any cell that ends or begins with a digit."""
    found = [
        (y, x)
        for y, line in enumerate(cells)
        if y
        for x, cell in enumerate(line)
        if any(map(str.isdigit, cell))
    ]
    return rng.choice(found)  # fmt: skip


def column_deleted(rng: random.Random, cells: Cells) -> Cells:
    x = column(rng, cells)
    return [line[:x] + line[x + 1 :] for line in cells]


def column_doubled(rng: random.Random, cells: Cells) -> Cells:
    x, to = column(rng, cells), column(rng, cells)
    return [[*line[:to], line[x], *line[to:]] for line in cells]


def columns_swapped(rng: random.Random, cells: Cells) -> Cells:
    one, other = rng.sample(range(len(cells[0])), 2)
    for line in cells:
        line[one], line[other] = line[other], line[one]
    return cells


def headers_swapped(rng: random.Random, cells: Cells) -> Cells:
    """Two names change places, but for the first: a table whose order numbers are called prices says so plainly."""
    one, other = rng.sample(range(1, len(cells[0])), 2)
    cells[0][one], cells[0][other] = cells[0][other], cells[0][one]
    return cells


def header_renamed(rng: random.Random, cells: Cells) -> Cells:
    x = column(rng, cells)
    cells[0][x] = rng.choice([cells[0][x] + "x", "", cells[0][x][::-1], "Column", cells[0][x].upper() + " "])
    return cells


def header_lost(rng: random.Random, cells: Cells) -> Cells:
    return cells[1:]


def row_doubled(rng: random.Random, cells: Cells) -> Cells:
    y, to = row(rng, cells), row(rng, cells)
    return [*cells[:to], list(cells[y]), *cells[to:]]


def all_rows_doubled(rng: random.Random, cells: Cells) -> Cells:
    return cells + cells[1:]


def header_again(rng: random.Random, cells: Cells) -> Cells:
    y = row(rng, cells)
    return [*cells[:y], list(cells[0]), *cells[y:]]


def rows_shuffled(rng: random.Random, cells: Cells) -> Cells:
    return cells[:1] + rng.sample(cells[1:], len(cells) - 1)


def row_deleted(rng: random.Random, cells: Cells) -> Cells:
    del cells[row(rng, cells)]
    return cells


def cell_emptied(rng: random.Random, cells: Cells) -> Cells:
    y, x = filled(rng, cells)
    cells[y][x] = ""
    return cells


def column_emptied(rng: random.Random, cells: Cells) -> Cells:
    x = column(rng, cells)
    for line in cells[1:]:
        line[x] = ""
    return cells


def cell_deleted(rng: random.Random, cells: Cells) -> Cells:
    y, x = row(rng, cells), column(rng, cells)
    del cells[y][x]
    return cells


def cell_added(rng: random.Random, cells: Cells) -> Cells:
    cells[row(rng, cells)].insert(column(rng, cells), rng.choice(["", "x", "12.00"]))
    return cells


def garbage_row(rng: random.Random, cells: Cells) -> Cells:
    drawn = [rng.choice(["", "-", "#REF!", "n/a", "12", "§$%"]) for _ in cells[0]]
    cells.insert(row(rng, cells), drawn)
    return cells


def total_row(rng: random.Random, cells: Cells) -> Cells:
    """A row of sums at the end, under all number columns."""
    line = ["" for _ in cells[0]]
    for x in range(len(line)):
        if sum("," in other[x] or "." in other[x] for other in cells[1:]) > len(cells) / 2:
            line[x] = "98 765,43" if any("," in other[x][-3:] for other in cells[1:]) else "98765.43"
    line[0] = rng.choice(["Total", "Итого", "TOTAL:", "Всего", ""])
    return [*cells, line]


def title_rows(rng: random.Random, cells: Cells) -> Cells:
    """What a report generator puts above the table."""
    title = rng.choice([["Orders report"], ["Заказы за март 2024"], ["# Orders", ""], ["", ""]])
    return [title] * rng.choice([1, 2]) + cells


def letter_in_number(rng: random.Random, cells: Cells) -> Cells:
    y, x = numeric(rng, cells)
    at = rng.choice([n for n, letter in enumerate(cells[y][x]) if letter.isdigit()])
    cells[y][x] = cells[y][x][:at] + rng.choice("OlxЗ?/") + cells[y][x][at + 1 :]
    return cells


def digit_changed(rng: random.Random, cells: Cells) -> Cells:
    y, x = numeric(rng, cells)
    at = rng.choice([n for n, letter in enumerate(cells[y][x]) if letter.isdigit()])
    cells[y][x] = cells[y][x][:at] + rng.choice("0123456789") + cells[y][x][at + 1 :]
    return cells


def other_value(rng: random.Random, cells: Cells) -> Cells:
    """A cell says something that nobody expects there."""
    y, x = filled(rng, cells)
    odd = [
        "-1",
        "0",
        "1e308",
        "999999999999999999999",
        "NaN",
        "inf",
        "null",
        "=1+1",
        "1970-01-01",
        "2099-12-31 00:00",
    ]
    odd += [
        "2024-02-31",
        "31.02.2024",
        "00.00.0000",
        "0000-00-00 00:00:00",
        "1.03293E+19",
        "TRUE",
        "'",
        '"',
        "12:30",
    ]
    cells[y][x] = rng.choice(odd)
    return cells


def rows_from_elsewhere(rng: random.Random, cells: Cells) -> Cells:
    """Rows of another table behind this one."""
    return [*cells, [], ["Sku", "Stock"], ["SKU-1", "12"], ["SKU-2", "7"]]


TABLE_DAMAGES: TableDamages = {
    damage.__name__: damage
    for damage in (
        column_deleted, column_doubled, columns_swapped, headers_swapped, header_renamed, header_lost, row_doubled,
        all_rows_doubled, header_again, rows_shuffled, row_deleted, cell_emptied, column_emptied, cell_deleted,
        cell_added, garbage_row, total_row, title_rows, letter_in_number, digit_changed, other_value,
        rows_from_elsewhere,
    )
}  # fmt: skip


def cut(rng: random.Random, raw: bytes, style: Style) -> bytes:
    return raw[: rng.randrange(len(raw))]


def cut_near_the_end(rng: random.Random, raw: bytes, style: Style) -> bytes:
    return raw[: -rng.randrange(1, 200)]


def head_cut(rng: random.Random, raw: bytes, style: Style) -> bytes:
    return raw[rng.randrange(1, 400) :]


def bits_flipped(rng: random.Random, raw: bytes, style: Style) -> bytes:
    damaged = bytearray(raw)
    for _ in range(rng.choice([1, 1, 1, 3, 10])):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def bytes_overwritten(rng: random.Random, raw: bytes, style: Style) -> bytes:
    at = rng.randrange(len(raw))
    return raw[:at] + rng.randbytes(rng.choice([1, 2, 30])) + raw[at + 1 :]


def nul_bytes(rng: random.Random, raw: bytes, style: Style) -> bytes:
    at = rng.randrange(len(raw))
    return raw[:at] + b"\0" * rng.choice([1, 4]) + raw[at:]


def mark_lost(rng: random.Random, raw: bytes, style: Style, mark: str = "") -> bytes:
    """One delimiter, quotation mark or line end less."""
    wanted = mark or rng.choice([style.delimiter, '"', style.end])
    sign = wanted.encode("utf-16-le" if style.encoding.startswith("utf-16") else "ascii")
    at = [n for n in range(len(raw)) if raw.startswith(sign, n)]
    if not at:
        return cut(rng, raw, style)
    gone = rng.choice(at)
    return raw[:gone] + raw[gone + len(sign) :]


def mark_added(rng: random.Random, raw: bytes, style: Style) -> bytes:
    """One delimiter, quotation mark or line end more."""
    sign = rng.choice([style.delimiter, '"', "'", style.end, "\\"])
    coded = sign.encode("utf-16-le" if style.encoding.startswith("utf-16") else "ascii")
    at = rng.randrange(len(raw)) // len(coded) * len(coded)
    return raw[:at] + coded + raw[at:]


def other_encoding_inside(rng: random.Random, raw: bytes, style: Style) -> bytes:
    """Some lines in another encoding than the rest."""
    lines = raw.split(b"\n")
    for n in rng.sample(range(len(lines)), min(2, len(lines))):
        lines[n] += "Привет, Zoë".encode(
            rng.choice(["cp1251", "utf-8", "utf-16-le", "cp1252"]), errors="ignore"
        )
    return b"\n".join(lines)


def lines_lost(rng: random.Random, raw: bytes, style: Style) -> bytes:
    """A block out of the middle, as a broken transfer loses it."""
    one, other = sorted(rng.sample(range(len(raw)), 2))
    return raw[:one] + raw[other:]


def twice(rng: random.Random, raw: bytes, style: Style) -> bytes:
    """The file pasted behind itself, header and all."""
    return raw + raw


def packed_and_cut(rng: random.Random, raw: bytes, style: Style) -> bytes:
    packed = gzip.compress(raw, mtime=0)
    return packed[: rng.randrange(10, len(packed))]


BYTE_DAMAGES = {
    damage.__name__: damage
    for damage in (
        cut, cut_near_the_end, head_cut, bits_flipped, bytes_overwritten, nul_bytes, mark_lost, mark_added,
        other_encoding_inside, lines_lost, twice, packed_and_cut,
    )
}  # fmt: skip
DAMAGES = (*TABLE_DAMAGES, *BYTE_DAMAGES)


def damaged(name: str, rng: random.Random, raw: bytes, text: str, style: Style) -> bytes:
    """The file with one damage. `text` is the file's text."""
    if name in BYTE_DAMAGES:
        return BYTE_DAMAGES[name](rng, raw, style)
    cells = [list(line) for line in csv.reader(io.StringIO(text, newline=""), delimiter=style.delimiter)]
    return style.file([list(line) for line in TABLE_DAMAGES[name](rng, cells)])
