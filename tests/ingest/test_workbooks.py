"""Workbooks and archives of several tables: what is taken, what is asked, and how cells look as text."""

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from retention.errors import ImportRefused
from retention.ingest import ImportOptions, import_files, inspect_file, members, parts, undo_import, workbook
from retention.shop import Shop
from tests.ingest.support import GOOD, HEADER, gzipped, load, orders, read_here, refusal, written, zipped

COLUMNS = HEADER.split(",")
ROWS = [["1001", datetime(2024, 1, 5, 10, 0), "anna@example.com", 10.5]]


def book(sheets: dict[str, list[list]], hidden: tuple[str, ...] = ()) -> bytes:
    """A workbook; datetimes and dates get a date format, other values stay as they are."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd.mm.yyyy hh:mm"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(number, column, value)
            if name in hidden:
                sheet.hide()
    return out.getvalue()


def test_cells_become_the_text_that_their_user_sees(tmp_path: Path):
    """Whole numbers without .0, ids as they are, dates as dates, no binary fractions, blank rows keep their line."""
    rows = [
        [*COLUMNS, "Phone", "Paid", "City"],
        [1001.0, datetime(2024, 1, 5, 9, 59, 59, 999_999), "anna@example.com", 0.1 + 0.2, 79001112233, True,
            "Орёл\nЦентр"],
        [],
        ["0042", date(2024, 2, 29), "b@example.com", 1234567.0, "+7 900 111-22-44", False, 'ООО "Ромашка", юг'],
    ]  # fmt: skip
    reading, found = read_here(tmp_path, book({"Заказы": rows}), "orders.xlsx")
    assert (reading.encoding, reading.sheet, reading.rows_read) == ("xlsx", "Заказы", 2)
    first, second = sorted(found["orders"], key=lambda row: row["ordered_at"])
    assert (first["order_id"], first["amount"], first["phone"]) == ("1001", Decimal("0.3"), "79001112233")
    assert (first["ordered_at"], first["is_paid"], first["city"]) == (
        datetime(2024, 1, 5, 10), True, "Орёл\nЦентр")  # fmt: skip
    assert (second["order_id"], second["ordered_at"], second["amount"]) == (
        "0042",
        datetime(2024, 2, 29),
        1234567,
    )
    assert (second["is_paid"], second["city"]) == (False, 'ООО "Ромашка", юг')


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"), (5.0, "5"), (-12.3, "-12.3"), (1e-7, "0.0000001"), (123456789012345.0, "123456789012345"),
        (1.03293e19, "10329300000000000000"), (True, "true"), ("", ""), ("'x", "'x"),
        (datetime(2024, 1, 5), "2024-01-05"), (date(2024, 1, 5), "2024-01-05"),
        (datetime(2024, 1, 5, 10, 0, 29, 600_000), "2024-01-05 10:00:30"),
    ],
)  # fmt: skip
def test_a_cell(value: object, text: str):
    assert workbook._shown(value) == text


def test_the_only_sheet_with_a_table_is_taken(tmp_path: Path):
    """Beside it: an empty sheet, one with a lone remark, a hidden one."""
    table = [COLUMNS, *ROWS]
    raw = book({"Empty": [], "Read me": [["Hello"]], "Data": table, "Old": table}, hidden=("Old",))
    reading, _ = read_here(tmp_path, raw, "orders.xlsx")
    assert (reading.sheet, reading.rows_loaded) == ("Data", 1)
    reading, _ = read_here(tmp_path, raw, "orders.xlsx", sheet=" old ")
    assert reading.sheet == "Old"


def test_several_sheets_are_asked_about(shop: Shop, tmp_path: Path):
    raw = book(
        {"January": [COLUMNS, *ROWS], "February": [COLUMNS, ["7", date(2024, 2, 5), "b@example.com", 7]]}
    )
    error = refusal(shop, tmp_path, raw, "orders.xlsx")
    assert (error.code, error.fields["found"]) == ("sheets_several", "“January”, “February”")
    error = refusal(shop, tmp_path, raw, "orders.xlsx", sheet="March")
    assert (error.code, error.fields["sheet"]) == ("sheet_unknown", "March")
    reports = [
        load(shop, tmp_path, raw, "orders.xlsx", sheet=name) for name in ("January", "February", "February")
    ]
    assert [report["orders_new"] for report in reports] == [1, 1, 0]
    assert [report["already_loaded"] for report in reports] == [False, False, True]
    for report in reports[1::-1]:
        undo_import(shop, report["import_id"])


def test_workbooks_inside_archives_and_rejected_rows(tmp_path: Path):
    """The line of a rejected row is its row in the sheet."""
    raw = book({"Data": [[], COLUMNS, *ROWS, [], ["2", "someday", "b@example.com", 5]]})
    for content in (raw, zipped(("a.xlsx", raw)), zipped(("a.csv.gz", gzipped(GOOD)))):
        reading, found = read_here(tmp_path, content, "orders.zip")
        if reading.encoding == "xlsx":
            assert [(row["line"], row["value"]) for row in found["rejects"]] == [(5, "someday")]


def test_books_that_cannot_be_opened(tmp_path: Path):
    whole = book({"Data": [COLUMNS, *ROWS]})
    empty = book({"Data": []})
    for content, code in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "file_is_binary"),
        (zipped(("xl/workbook.xml", "<workbook/>")), "file_is_binary"),
        (zipped(("xl/workbook.xml", "<w/>"), ("xl/sheet1.xml", b"<c/>" * (60 << 20))), "archive_too_large"),
        (empty, "file_empty"),
        (whole[: len(whole) // 2], "archive_damaged"),
        (zipped(("a.zip", zipped(("a.csv", GOOD)))), "file_is_binary"),
    ):  # fmt: skip
        with pytest.raises(ImportRefused) as caught:
            read_here(tmp_path, content, "orders.xlsx")
        assert caught.value.code == code, caught.value
        for left in (tmp_path / "work").iterdir():
            left.unlink()
        (tmp_path / "work").rmdir()


FEBRUARY = GOOD.replace("\n1,", "\n11,").replace("\n2,", "\n12,")
ARCHIVE = zipped(
    ("export/", b""), ("export/january.csv", GOOD), ("__MACOSX/._january.csv", b"x"), ("export/.DS_Store", b"x"),
    ("page.csv", "<html><body>Log in</body></html>"), ("february.csv", FEBRUARY), ("logo.png", b"\x89PNG"),
)  # fmt: skip


def test_tables_of_an_archive(tmp_path: Path):
    path = written(tmp_path, ARCHIVE, "orders.zip")
    assert members(path) == ["export/january.csv", "page.csv", "february.csv"]
    assert members(written(tmp_path, book({"A": ROWS}), "a.xlsx")) == []
    assert members(written(tmp_path, GOOD)) == members(written(tmp_path, ARCHIVE[:-40])) == []
    assert [part.file_name for part in parts(path, ImportOptions(file_name="up.zip"))][
        2
    ] == "up.zip/february.csv"


def test_every_table_of_an_archive_is_an_import(shop: Shop, tmp_path: Path):
    """The refused one changes nothing and stops nobody; loaded again, nothing is new."""
    path = written(tmp_path, ARCHIVE, "orders.zip")
    january, page, february = import_files(shop, [path])
    assert (january["file_name"], january["orders_new"]) == ("orders.zip/export/january.csv", 2)
    assert (february["file_name"], february["orders_new"]) == ("orders.zip/february.csv", 2)
    assert page["refused"] == "file_is_html" and page["sentence"].startswith(
        "orders.zip/page.csv is a web page"
    )
    assert len(orders(shop)) == 4
    again = import_files(shop, [path])
    assert [report.get("already_loaded") for report in again] == [True, None, True]
    for report in (february, january):
        undo_import(shop, report["import_id"])


def test_one_table_of_several_must_be_named(shop: Shop, tmp_path: Path):
    path = written(tmp_path, ARCHIVE, "orders.zip")
    for asked, code in ((ImportOptions(), "members_several"), (ImportOptions(member="x"), "member_unknown")):
        with pytest.raises(ImportRefused) as caught:
            inspect_file(shop, path, asked)
        assert caught.value.code == code and "export/january.csv" in caught.value.sentence
    assert inspect_file(shop, path, ImportOptions(member="february.csv")).member == "february.csv"
