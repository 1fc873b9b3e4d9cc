"""Two thousand damaged files: never an uncaught error, never a hang, and never other money without a word.

Each order that is loaded must be the undamaged file's, or what the damaged text plainly says; whatever else happens
must be said: a row set aside, a note, or a refusal.
"""

import functools
import random
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.ingest import Reading
from tests.ingest.generated.combinations import LAYOUTS, fits
from tests.ingest.generated.month import month
from tests.ingest.generated.mutations import DAMAGES, damaged
from tests.ingest.generated.styles import Style
from tests.ingest.generated.twin import KEYS, Plain, plainly
from tests.ingest.support import DEEP, SEED, read_here

COUNT = 2000 if DEEP else 150
LONGEST = 10
READY = tuple(KEYS)
STYLES = (
    Style(),
    Style(";", "cp1251", "1 234,50", "dotted", "\r\n"),
    Style("\t", "utf-16le bom", "1,234.50", "iso", "\r\n"),
    Style(",", "utf-8 bom", "dollars", "british", "\n"),
    Style(";", "utf-8", "1.234,50", "magento", "\n"),
    Style("|", "utf-8", "roubles", "american", "\n"),
)
Told = tuple[datetime, Decimal, Decimal]


@dataclass(frozen=True)
class Whole:
    """A file before the damage, and what the product read from it."""

    raw: bytes
    text: str
    style: Style
    cells: frozenset[str]
    orders: dict[str, Told]
    words: dict[str, str]
    rejected: int
    notes: tuple[str, ...]


def told(found: dict) -> dict[str, Told]:
    """The orders that the product read."""
    return {
        one["order_id"]: (one["ordered_at"], one["amount"], one["refunded_amount"]) for one in found["orders"]
    }


@functools.cache
def whole(folder: Path, name: str, number: int) -> Whole:
    """The undamaged file of a layout in a style; the product reads it as it was meant."""
    layout, style = LAYOUTS[name], STYLES[number % len(STYLES)]
    if not fits(name, style.encoding):
        style = STYLES[0]
    table = layout.table(month(SEED + number, style.language, count=10))
    raw, text = style.file(table, layout.quote_all), style.text(table, layout.quote_all)
    cells = frozenset(
        str(cell).replace("\n", style.end) if style.end == "\r" else str(cell)
        for line in table
        for cell in line
    )
    reading, found = read_here(folder, raw)
    plain = plainly(raw, name, style, cells)
    assert told(found) == plain.orders and not plain.doubtful and not reading.rows_rejected
    words = {one["order_id"]: one["status"] for one in found["orders"]}
    return Whole(raw, text, style, cells, plain.orders, words, reading.rows_rejected, notes_of(reading))


def notes_of(reading: Reading) -> tuple[str, ...]:
    """What the reading says beside the rows."""
    return tuple(sorted(str(note) for note in reading.notes))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole")


CASES = [(DAMAGES[n % len(DAMAGES)], READY[n // 3 % len(READY)], n) for n in range(COUNT)]


@pytest.mark.parametrize(("damage", "layout", "number"), CASES)
def test_damaged_files(folder: Path, damage: str, layout: str, number: int):
    before = whole(folder, layout, number % 12)
    rng = random.Random(f"{SEED} {number}")
    raw = damaged(damage, rng, before.raw, before.text, before.style)
    started = time.perf_counter()
    try:
        reading, found = read_here(folder, raw)
    except ImportRefused as refusal:
        assert refusal.sentence
        return
    finally:
        assert time.perf_counter() - started < LONGEST
        for leftover in (folder / "work").glob("*"):
            leftover.unlink()
        if (folder / "work").exists():
            (folder / "work").rmdir()
    rows_add_up(reading, found)
    plain = plainly(raw, layout, before.style, before.cells)
    wrong = silent(before, plain, reading, found)
    assert not wrong, wrong


def rows_add_up(reading: Reading, found: dict) -> None:
    """Read = loaded + rejected + duplicate, and each is there: orders by their rows, rejects by line and reason."""
    assert reading.rows_read == reading.rows_loaded + reading.rows_rejected + reading.rows_duplicate
    if reading.kind == "orders":
        assert reading.rows_loaded == sum(one["row_count"] for one in found["orders"])
    assert len({one["line"] for one in found["rejects"]}) == reading.rows_rejected
    assert all(one["line"] and one["reason"] for one in found["rejects"])


def silent(before: Whole, plain: Plain, reading: Reading, found: dict) -> Counter:
    """Orders whose money is neither the undamaged file's nor the text's, though nothing was said about them."""
    loaded = told(found) if reading.kind == "orders" else {}
    if notes_of(reading) != before.notes:
        return Counter()
    aside = {plain.lines.get(int(one["line"])) for one in found["rejects"]}
    is_said = reading.rows_rejected > 0
    wrong = Counter()
    for number in {*before.orders, *plain.orders, *loaded}:
        fine = [before.orders.get(number)] + ([] if plain.is_lost else [plain.orders.get(number)])
        is_doubtful = plain.is_lost or number in plain.doubtful or number not in before.orders
        if loaded.get(number) in fine or number in aside:
            continue
        if number in plain.doubtful and same_money(loaded.get(number), before.orders.get(number)):
            continue  # a moment cut short reads as an earlier day; the money is right
        if not is_said or not (is_doubtful or number not in loaded):
            wrong[(number, loaded.get(number), *fine)] += 1
    return wrong


def same_money(one: Told | None, other: Told | None) -> bool:
    """Whether both are there with the same amounts."""
    return one is not None and other is not None and one[1:] == other[1:]
