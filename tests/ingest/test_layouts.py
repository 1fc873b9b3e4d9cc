"""What stands around and inside the rows: titles, totals, remarks, marks that are not doubled, damaged ids."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from retention.errors import ImportRefused
from retention.ingest import dialect, mending, plain
from tests.ingest.support import DEEP, HEADER, read_here

HEAD = "Номер заказа;Дата заказа;Клиент;E-mail;Товар;Сумма\n"
ROWS = "1;05.01.2024;Анна;a@example.com;чай;10,50\n2;06.01.2024;Борис;b@example.com;кофе;20,00\n"
TABLE = HEAD + ROWS


def amounts(found: dict) -> dict[str, float]:
    """Order number → amount."""
    return {row["order_id"]: float(row["amount"]) for row in found["orders"]}


@pytest.mark.parametrize(
    ("above", "lines"),
    [
        ("Отчёт по заказам за октябрь\n\n", 2),
        ("Отчёт по заказам;;;;;\nПериод:;01.10.2024 - 31.10.2024;;;;\n;;;;;\n", 3),
        ("".join(f"Строка {n}\n" for n in range(12)), 12),
        ("sep=;\n", 1),
        ('"sep=;"\n', 1),
        ("# ------\n# Orders, all\n#\n# 20240101-20240131\n\n", 5),
    ],
)
def test_what_stands_above_the_header_is_skipped(tmp_path: Path, above: str, lines: int):
    """The lines of rejected rows are counted from the top of the file."""
    reading, found = read_here(tmp_path, above + TABLE + "3;someday;a;b;c;5\n")
    assert (reading.delimiter, reading.header[0], amounts(found)) == (
        ";",
        "Номер заказа",
        {"1": 10.5, "2": 20},
    )
    assert [(row["line"], row["reason"]) for row in found["rejects"]] == [(lines + 4, "date")]


def test_a_header_of_one_name_and_one_that_begins_with_a_number_sign(tmp_path: Path):
    """Neither is a title or a comment."""
    mapping = {"order_id": "#1", "ordered_at": "#2", "order_total": "#6"}
    reading, found = read_here(
        tmp_path, " ; ;;E-mail;;\n7;01.12.2010 11:29;x;a@x.ru;3;5,00\n", mapping=mapping
    )
    assert (reading.header[3], amounts(found)) == ("E-mail", {"7": 5})
    _, found = read_here(tmp_path, "#;Дата;Сумма\n7;25.01.2024;5\n", mapping={"order_id": "#1"})
    assert amounts(found) == {"7": 5}


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("Итого;;;;;30,50\n", [(4, "Итого;;;;;30,50")]),
        (";;;;Всего:;30,50 руб.\n", [(4, ";;;;Всего:;30,50 руб.")]),
        (
            ";;;;;\nВсего заказов: 2;30,50\n\nСоздано в 1С\n",
            [(5, "Всего заказов: 2;30,50"), (7, "Создано в 1С")],
        ),
        (";;;;;\n;;;;;\n", []),
        ("Grand total;2;;;;30,50", [(4, "Grand total;2;;;;30,50")]),
    ],
)
def test_totals_at_the_end_are_no_orders(tmp_path: Path, below: str, told: list):
    reading, found = read_here(tmp_path, TABLE + below)
    assert amounts(found) == {"1": 10.5, "2": 20}
    assert [(row["line"], row["value"]) for row in found["rejects"]] == told
    assert {row["reason"] for row in found["rejects"]} <= {"total_row"}
    assert reading.rows_read == reading.rows_loaded + reading.rows_rejected == 2 + len(told)


def test_the_total_of_an_item_file_is_not_added_to_its_last_order(tmp_path: Path):
    text = "Order ID,Order date,Product,Qty,Unit price,Line total\n1,2024-01-05,tea,1,10,10\n1,2024-01-05,cup,2,5,10\n"
    _, found = read_here(tmp_path, text + ",,Total,3,,20\n")
    assert amounts(found) == {"1": 20}


@pytest.mark.parametrize(
    "last", ["2,2024-01-06,b@x.ru,6,Total\n", "Total,2024-01-06,b@x.ru,6,9\n", "2,2024-01-06,,6,\n"]
)
def test_no_order_is_taken_for_a_total(tmp_path: Path, last: str):
    reading, found = read_here(tmp_path, f"{HEADER},Name\n1,2024-01-05,a@x.ru,5,Total\n{last}")
    assert (reading.rows_loaded, sorted(amounts(found).values())) == (2, [5, 6])


def test_a_label_inside_a_note_of_several_lines_is_no_total(tmp_path: Path):
    note = '2;06.01.2024;Борис;b@example.com;"кофе\nИтого;;;;;99\nспасибо";20,00\n'
    _, found = read_here(tmp_path, TABLE.replace(ROWS[ROWS.index("2;") :], note))
    assert amounts(found) == {"1": 10.5, "2": 20}


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ('1;"ООО "Ромашка"";5', ["1", 'ООО "Ромашка"', "5"]),
        ('1;"x "y; w" z";5', ["1", 'x "y; w" z', "5"]),
        ('1;"a \\"b\\" c";5', ["1", 'a "b" c', "5"]),
        ('1;"5" x 6" pipe";"6"" pipe ""x"', ["1", '5" x 6" pipe', '6" pipe "x']),
        ('1;"5" pipe";6', None),
        ('1;"b@x.ru;6', None),
        ('1;"Ромашка" ООО;5', ["1", '"Ромашка" ООО', "5"]),
        ('1;"a "b";"c" d";"e";f', None),
        ('1;"a;b;c', None),
        ('1;"a" ;"b;2;3', None),
    ],
)
def test_marks_that_are_not_doubled(row: str, cells: list[str] | None):
    whole = mending.mended_row(row, ";", 3)
    assert (next(csv.reader([whole], delimiter=";")) if whole else None) == cells


def test_only_broken_rows_are_mended_and_listed_as_they_stand(tmp_path: Path):
    """Several faults in one row: the value listed is that row, not the one above."""
    rows = '1;05.01.2024;"ООО "Ромашка"";a@example.com;чай;10,50\n2;06.01.2024;"a ""b""";b@example.com;"к\nф";20,00\n'
    bad = '3;06.01.2024;"a "b";"c" d";b@example.com;"да";кофе;20'
    reading, found = read_here(tmp_path, f"{HEAD}{rows}{bad}\n4;07.01.2024;a;b@example.com;чай;5\n")
    assert amounts(found) == {"1": 10.5, "2": 20, "4": 5}
    assert {row["name"] for row in found["orders"]} == {'ООО "Ромашка"', 'a "b"', "a"}
    assert [(row["line"], row["value"], row["reason"]) for row in found["rejects"]] == [(5, bad, "broken")]
    assert reading.rows_read == 4


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        ("Order ID", ["1.03293E+19", "1.03293E+19"]),
        ("Order ID", ["1,03293E+19", "7", "1,03294E+19"]),
        ("Order ID", ["10329300000000000000", "10329400000000000000"]),
        ("Phone", ["7.9E+10", "7.91E+10", ""]),
        ("Customer ID", ["1E+19", "2E+19"]),
    ],
)
def test_ids_damaged_by_a_spreadsheet_are_refused(tmp_path: Path, column: str, ids: list[str]):
    text = f"N;Order date;Order total;{column}\n" + "".join(
        f"{n};2024-01-05;5;{one}\n" for n, one in enumerate(ids)
    )
    with pytest.raises(ImportRefused) as caught:
        read_here(tmp_path, text)
    assert (caught.value.code, caught.value.fields["column"]) == ("ids_damaged", column)


def test_one_odd_id_counts_as_an_empty_cell_and_long_ids_are_kept(tmp_path: Path):
    rows = "10329300000000000001,2024-01-05,a@x.ru,5,7.9E+10\n10329300000000000000,2024-01-05,b@x.ru,6,1E5\n"
    text = f"{HEADER},Customer ID\n{rows}"
    _, found = read_here(tmp_path, text)
    assert {(row["order_id"][-2:], row["customer_id"]) for row in found["orders"]} == {
        ("01", None),
        ("00", "1E5"),
    }


def test_words_for_no_value_lose_no_order(tmp_path: Path):
    rows = "1,2024-01-05,a@x.ru,5,-,0000-00-00 00:00:00\n2,2024-01-05,b@x.ru,6,—,нет\n"
    text = f"{HEADER},Refunded amount,Refunded at\n{rows}"
    _, found = read_here(tmp_path, text)
    assert amounts(found) == {"1": 5, "2": 6}


LETTERS = (
    "абвгдежзиклмнопрстуфхцчшщыэюяАБВГДЕЖЗИКЛМНОПРСТ"
    + "abcdefghijklmnopqrstuvwxyzABCD"
    + "0123456789 .,;|-_()\"'\n"
)
cells = st.text(st.sampled_from(LETTERS), max_size=12).map(str.strip)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6)
)
LAYOUTS = st.tuples(
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


@settings(
    max_examples=400 if DEEP else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(rows=[["", ",0"], ["", ","]], layout=("utf-8", ";", "\n"))
@given(rows=tables, layout=LAYOUTS)
def test_any_table_in_any_layout_comes_back_cell_by_cell(
    tmp_path: Path, rows: list[list[str]], layout: tuple
):
    """Through unpacking, decoding and the search for the layout, up to the cells that the reader sees."""
    encoding, delimiter, end = layout
    header = ["Номер заказа", "Дата заказа", "Статус", "Сумма", "Город"][: len(rows[0])]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    path = tmp_path / "table.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    text = plain.plain_text(path, tmp_path, "table.csv")
    layout_found = dialect.dialect_of(text.path, tmp_path, "table.csv")
    assert (layout_found.delimiter, layout_found.header) == (delimiter, header)
    assert layout_found.samples == rows
