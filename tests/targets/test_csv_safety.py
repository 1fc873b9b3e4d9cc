"""CSV files that leave the shop: right letters in Excel, no cell that runs as a formula, nothing lost."""

import csv
import io
from datetime import date

import pandas as pd
import pytest

from retention.targets import csv_bytes

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]


def cells(data):
    """The file as a strict reader sees it."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("dtype", ["object", "str", "category"])
@pytest.mark.parametrize("column", ["name", "category", "reason", "city"])
def test_formula_is_guarded_in_every_text_column(start, dtype, column):
    rows = pd.DataFrame({column: pd.Series([f"{start}1+1", "plain"], dtype=dtype)})
    assert cells(csv_bytes(rows)) == [[column], [f"'{start}1+1"], ["plain"]]


def test_formula_in_a_header_is_guarded():
    assert cells(csv_bytes(pd.DataFrame({"=1+1": ["a"]}))) == [["'=1+1"], ["a"]]


def test_unguarded_column_stays_as_it_is():
    rows = pd.DataFrame({"phone": ["+37120001234"], "name": ["+37120001234"]})
    assert cells(csv_bytes(rows, unguarded=("phone",)))[1] == ["+37120001234", "'+37120001234"]


def test_negative_numbers_are_numbers():
    rows = pd.DataFrame({"net_revenue": [-1.5], "n": pd.array([-2], dtype="Int64")})
    assert cells(csv_bytes(rows))[1] == ["-1.5", "-2"]


def test_rows_come_back_whole():
    odd = ['comma, "quote"', "two\r\nlines", "a\rb", "a;b\tc", "", "Ünï Жё 茶", "'quoted'", "0042"]
    rows = pd.DataFrame({"text": odd, "on": [date(2024, 2, 29)] * len(odd), "n": range(len(odd))})
    assert cells(csv_bytes(rows)) == [["text", "on", "n"]] + [
        [text, "2024-02-29", str(n)] for n, text in enumerate(odd)
    ]


def test_missing_values_are_empty_cells():
    rows = pd.DataFrame({"a": ["x", None], "n": pd.array([1, None], dtype="Int64")})
    assert cells(csv_bytes(rows))[1:] == [["x", "1"], ["", ""]]


def test_lines_end_as_excel_expects():
    assert csv_bytes(pd.DataFrame({"a": ["x", "y"]})) == b"\xef\xbb\xbfa\r\nx\r\ny\r\n"


def test_rows_given_stay_untouched():
    rows = pd.DataFrame({"a": ["=1"]})
    csv_bytes(rows)
    assert rows.equals(pd.DataFrame({"a": ["=1"]}))
