"""The files of the benchmarks: the same bytes every time, and what they say they hold. Nothing is timed here."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import files
from tests.ingest.support import read_here


@pytest.mark.parametrize("items", [False, True])
def test_the_same_size_is_the_same_file(items: bool, tmp_path: Path):
    one = files.write(tmp_path / "one.csv", 500, items=items).read_bytes()
    assert one == files.write(tmp_path / "two.csv", 500, items=items).read_bytes()
    assert one != files.write(tmp_path / "three.csv", 500, items=items, seed=1).read_bytes()


def test_one_row_is_one_order(tmp_path: Path):
    path = files.write(tmp_path / "made.csv", 1100)
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({row["Order ID"] for row in rows}) == 1100
    assert 200 < len({row["Email"] for row in rows}) <= 302
    assert [row["Order date"][:7] for row in (rows[0], rows[-1])] == ["2022-01", "2024-12"]
    assert 70 < path.stat().st_size / len(rows) < 90
    reading, found = read_here(tmp_path, path.read_bytes())
    assert (reading.rows_loaded, len(found["orders"])) == (1100, 1100)


def test_items_of_one_order_share_its_fields(tmp_path: Path):
    path = files.write(tmp_path / "made.csv", 1000, items=True)
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    items = Counter(row["Order ID"] for row in rows)
    assert len(items) == 400 and set(items.values()) == {1, 2, 3, 4} and 800 < len(rows) < 1200
    assert len({(row["Order ID"], row["Email"], row["Customer ID"], row["Phone"]) for row in rows}) == 400
    reading, found = read_here(tmp_path, path.read_bytes())
    assert (reading.rows_loaded, len(found["orders"]), len(found["lines"])) == (len(rows), 400, len(rows))
