"""A file that ends inside its last cell: the row is set aside and named. No line end alone says nothing."""

from pathlib import Path

import pytest

from retention.shop import Shop
from tests.ingest.support import load, orders, read_here, rejects

DAYS = ("2024-01-05", "2024-01-12", "2024-02-20", "2024-01-15")
TIMES = tuple(f"{day} 10:0{n}:30" for n, day in enumerate(DAYS))
SLASHES = ("1/5/2024", "12/25/2024", "2/13/2024", "11/15/2024")
HALVES = ("1/5/2024 9:10 AM", "1/25/2024 9:20 PM", "1/6/2024 9:30 PM", "1/7/2024 9:40 PM")
MONEY = ("10.50", "1234.00", "7.95", "148.40")
WORDS = ("10,50 руб.", "1 234,00 руб.", "7,95 руб.", "148,40 руб.")


def made(cells: tuple[str, ...], cut: int, column: str) -> str:
    """A file whose last column holds the cells, without so many of its last signs."""
    others = {
        "Order ID": "{n}",
        "Email": "p{n}@example.com",
        "Order date": "2024-01-05",
        "Order total": "10.50",
    }
    header = [name for name in others if name != column] + [column]
    lines = [";".join(header)]
    for n, cell in enumerate(cells):
        lines.append(";".join([others[name].format(n=n) for name in header[:-1]] + [cell]))
    text = "\n".join(lines)
    return text[:-cut] if cut else text


def outcome(folder: Path, content: str, **options) -> tuple[int, list[tuple]]:
    """Orders, and (line, column, value, reason) of the rejected rows."""
    reading, found = read_here(folder, content, **options)
    assert reading.rows_read == reading.rows_loaded + reading.rows_rejected == len(content.splitlines()) - 1
    told = [
        tuple(row[name] for name in ("line", "column_name", "value", "reason")) for row in found["rejects"]
    ]
    return len(found["orders"]), told


@pytest.mark.parametrize(
    ("cells", "cuts"),
    [
        (DAYS, (1, 3)),
        (TIMES, (1, 5, 9)),
        (SLASHES, (2,)),
        (HALVES, (1, 3)),
        (tuple(day.replace("-", "") for day in DAYS), (2,)),
        (tuple(f"{time} +0300" for time in TIMES), (4, 6, 9)),
    ],
)
def test_a_cut_date_is_no_other_day(cells: tuple[str, ...], cuts: tuple[int, ...], tmp_path: Path):
    assert outcome(tmp_path, made(cells, 0, "Order date"), day_first=False) == (4, [])
    for cut in cuts:
        value = cells[-1][:-cut].strip()
        told = [(5, "Order date", value, "cut_off")]
        assert outcome(tmp_path, made(cells, cut, "Order date"), day_first=False) == (3, told), value


@pytest.mark.parametrize(("cells", "cuts"), [(MONEY, (1, 2, 4)), (WORDS, (6, 8))])
def test_a_cut_amount_is_no_smaller_one(cells: tuple[str, ...], cuts: tuple[int, ...], tmp_path: Path):
    assert outcome(tmp_path, made(cells, 0, "Order total")) == (4, [])
    for cut in cuts:
        told = [(5, "Order total", cells[-1][:-cut].strip(), "cut_off")]
        assert outcome(tmp_path, made(cells, cut, "Order total")) == (3, told)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (("2024-1-15", "2024-1-22", "2024-11-15", "2024-1-5"), "Order date"),  # not filled up with zeros
        (("2024-01-05", "2024-1-6", "2024-01-15", "2024-01-7"), "Order date"),  # written by hand
        (("2024-01-05 10:00", "2024-01-06", "2024-01-07 11:00", "2024-01-15"), "Order date"),
        (("2024-01-05", "2024-01-15"), "Order date"),
        (("10.55", "20.99", "7.05", "12.5"), "Order total"),  # as few decimals as possible
        (("10.50", "20", "7.00", "12"), "Order total"),
        (("100", "250", "300", "5"), "Order total"),
        (("1,000", "2,500", "3,200", "950"), "Order total"),
        (("10.50", "20.00", "7"), "Order total"),  # two rows say little
        (("10.50", "20.00", "7.00", "1234.5678"), "Order total"),
    ],
)
def test_a_whole_last_row_without_a_line_end_is_loaded(cells: tuple[str, ...], column: str, tmp_path: Path):
    assert outcome(tmp_path, made(cells, 0, column)) == (len(cells), [])


def test_a_short_last_cell_with_a_line_end_is_as_written(tmp_path: Path):
    cells = ("10.50", "1234.00", "7.95", "148")
    assert outcome(tmp_path, made(cells, 0, "Order total") + "\n") == (4, [])


def test_one_row_far_from_both_ends_that_is_written_so_is_enough(tmp_path: Path):
    cells = (*MONEY * 600, "148.4", *MONEY * 600, "14")
    assert outcome(tmp_path, made(cells, 0, "Order total")) == (len(cells), [])


def test_the_last_row_may_take_several_lines(tmp_path: Path):
    rows = "".join(f'{n};"Tver\nsquare {n}";10.50;2024-01-0{n}\n' for n in range(1, 5))
    reading, found = read_here(
        tmp_path, f'Order ID;City;Order total;Order date\n{rows}5;"Omsk\nroad";7.00;2024-01-1'
    )
    assert (reading.rows_read, reading.rows_loaded) == (5, 4)
    assert [(row["line"], row["value"], row["reason"]) for row in found["rejects"]] == [
        (10, "2024-01-1", "cut_off")
    ]


def test_columns_aligned_by_blanks(tmp_path: Path):
    rows = [f"0000{n} 1997010{n} 1 {n}1.70" for n in range(1, 6)]
    mapping = {"customer_id": "#1", "ordered_at": "#2", "quantity": "#3", "line_total": "#4"}
    _, found = read_here(tmp_path, "\n".join(rows)[:-1], mapping=mapping, kind="orders")
    assert [(row["line"], row["value"]) for row in found["rejects"]] == [(5, "51.7")]


def test_the_report_names_the_row_and_adds_up(shop: Shop, tmp_path: Path):
    report = load(shop, tmp_path, made(DAYS, 1, "Order date"))
    assert (report["rows_read"], report["rows_loaded"], report["rows_rejected"]) == (4, 3, 1)
    assert rejects(shop, report) == [(5, "Order date", "2024-01-1", "cut_off")]
    assert [number for (number,) in orders(shop, "order_id")] == ["0", "1", "2"]
