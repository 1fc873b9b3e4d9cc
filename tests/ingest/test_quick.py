"""The short way and the long way give the same answer, and plain files take the short one."""

import random
from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.ingest import quick
from tests.ingest.support import DEEP, SEED, read_here

COLUMNS = {
    "Order ID": ("1", "2", "3", "SO-1", "#5", "'7", " 8", "9 ", "", "10", "11", "1.5E+10"),
    "Order date": ("2024-01-05 10:00:00", "2024-01-06 11:30:00", "2024-02-07 09:15:30"),
    "Email": (
        "anna@example.com",
        "Boris@Example.com",
        " clara@example.com",
        "nobody",
        "",
        "'d@example.com",
        "a b@example.com",
    ),
    "Order total": ("10.50", "20.00", "7.05", "1234.50"),
    "Discount": ("0", "1.50", "", "2.25"),
    "Status": ("paid", "Paid ", "refunded", "", "cancelled"),
    "City": ("Riga", "Nizhny Novgorod", "", "\u00a0Omsk", '"Tver, centre"', '""', '" Perm"', "O'Fallon"),
    "Phone": ("+7 900 123-45-67", "89001234567", "", "12"),
    "Customer ID": ("0", "guest", "7", "A-1", ""),
}
DATES = {
    "iso": ("2024-01-05 10:00:00", "2024-01-16 11:30:00", "2024-02-07"),
    "points": ("05.01.2024 10:00", "06.02.2024 11:30"),
    "days": ("05/01/2024", "06/01/2024", "25/01/2024"),
    "either": ("05/01/2024", "06/01/2024", "07/02/2024"),
    "months": ("01/05/2024", "01/25/2024"),
    "zone": ("2024-01-05 10:00:00 +0300", "2024-01-06T10:00:00Z"),
    "odd": ("2024-01-05 10:00:00", "0024-01-05 10:00:00", "yesterday", "1704448800"),
}
NUMBERS = {
    "points": ("10.50", "20.00", "7"),
    "commas": ("10,50", "20,00", "7"),
    "whole": ("10", "20", "7"),
    "three": ("1.000", "2.500"),
    "words": ("10.50 EUR", "1 200.00"),
    "mixed": ("1,200.50", "10.50", "1e3", "5_0"),
    "negative": ("-10.50", "20.00", "0.00"),
    "odd": ("10.50", "", "free"),
}


def made(dice: random.Random) -> str:
    """A file of few rows, mostly plain; sometimes with something in it that the short way must not take."""
    needed = ["Order ID", "Order date", "Order total"]
    header = needed + [name for name in COLUMNS if name not in needed and dice.random() < 0.5]
    values = dict(COLUMNS) | {
        "Order date": DATES[dice.choice([*DATES, "iso", "iso"])],
        "Order total": NUMBERS[dice.choice([*NUMBERS, "points", "points"])],
    }
    is_tame = dice.random() < 0.8
    rows = []
    for number in range(dice.randrange(1, 12)):
        row = [dice.choice(values[name]) for name in header]
        row[0] = f"SO-{number}" if is_tame else row[0]
        rows.append(row if dice.random() < 0.97 else row[:-1])
    mark = dice.choice(",;\t") if "commas" not in values else ";"
    quoted = [
        [f'"{cell}"' if mark in cell and not cell.startswith('"') else cell for cell in row] for row in rows
    ]
    return "\n".join(mark.join(row) for row in [header, *quoted]) + dice.choice(["", "\n"])


MARKS = ("is_plain", "is_added_up", "has_other_totals")
"""What each way notes for itself."""


def read(folder: Path, content: str, **options) -> object:
    """Everything that came out, or the refusal."""
    try:
        reading, found = read_here(folder, content, **options)
    except ImportRefused as refusal:
        for path in (folder / "work").iterdir():
            path.unlink()
        (folder / "work").rmdir()
        return refusal.code, refusal.fields
    orders = [
        {name: value for name, value in row.items() if name not in MARKS}
        for row in sorted(found["orders"], key=lambda row: row["order_row"])
    ]
    reading.seconds = 0
    return reading, orders, found["lines"], found["rejects"]


@pytest.mark.parametrize("number", range(600 if DEEP else 40))
def test_both_ways_give_the_same_answer(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    dice = random.Random(SEED + number)
    content = made(dice)
    options = {"day_first": dice.choice([None, None, True, False])}
    short = read(tmp_path, content, **options)
    monkeypatch.setattr(quick, "read_orders", lambda *_: None)
    assert short == read(tmp_path, content, **options), content


PLAIN = "Order ID;Order date;Email;Order total\n1;{};anna@example.com;{}\n2;{};boris@example.com;{}\n"


@pytest.mark.parametrize(
    ("dates", "amounts"),
    [
        (("2024-01-05", "2024-01-06 10:00:00"), ("10.50", "20.00")),
        (("05.01.2024 10:00", "06.01.2024 11:00"), ("10,50", "20,00")),
        (("05/01/2024", "25/01/2024"), ("10", "20")),
    ],
)
def test_plain_files_take_the_short_way(
    dates: tuple[str, str], amounts: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("retention.ingest.table.read_raw", None)
    _, found = read_here(tmp_path, PLAIN.format(dates[0], amounts[0], dates[1], amounts[1]))
    assert [row["email"] for row in found["orders"]] == ["anna@example.com", "boris@example.com"]
