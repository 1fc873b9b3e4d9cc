"""Numbers, dates, flags and broken rows: what is read, what is rejected, and on which line."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention.ingest import typing_rules as rules
from tests.ingest.support import DEEP, HEADER, read_here


def numbers_of(cells: list[str], mark: str | None = None) -> list[Decimal | None]:
    """The cells of one column, read by the file's own mark or a given one."""
    with duckdb.connect() as cursor:
        cursor.execute("create table raw as select unnest($cells) as c1", {"cells": cells})
        decided = mark or rules.decimal_mark(cursor, ["c1"]) or "."
        return [row[0] for row in cursor.execute(f"select {rules.number('c1', decided)} from raw").fetchall()]


@pytest.mark.parametrize(
    ("cell", "value"),
    {
        "10": "10", "10.5": "10.5", ".5": "0.5", "-10.50": "-10.5", "+5.00": "5", "(12.50)": "-12.5", "1e3": "1000",
        "1,234.50": "1234.5", "12,345,678.90": "12345678.9", "1,23,456.00": "123456", "1,234": "1234",
        "12.50 EUR": "12.5", "EUR 12.50": "12.5", "$12.50": "12.5", "-$12.50": "-12.5", "$.50": "0.5", "£ 5": "5",
        "1000 руб.": "1000", "руб. 1000": "1000", "р.10.50": "10.5", "Rs. 1,200.00": "1200", "5 шт": "5",
        "\u221212.00": "-12", "1 234.50": "1234.5", "1\xa0234.50": "1234.5", "1\u202f234.50": "1234.5",
        "'-12.30": "-12.3", "1'234.50": "1234.5", "12.30-": "-12.3", "–5": "-5", "US$12": "12", "12EUR": "12",
        "5шт": "5", "R$ 1,200.00": "1200", "₽5": "5", "12%": None, "1/2": None, "12:30": None, "8,065.0З": None,
        "q234.50": None, "1O0": None, "SKU-4": None, "USD -5": "-5", "руб.-5": "-5", "10 кг": "10", "10kgx": None,
        "5 ₽ ": "5",
        "12,50": None, "1,2345.00": None, "1.234.567": None, "12-34": None, "2 x 5": None, "abc": None,
        "1000 руб. 50 коп.": None, "2024-01-05": None, "99999999999999999": None, "NaN": None, "inf": None,
    }.items(),
)  # fmt: skip
def test_number_with_a_decimal_point(cell: str, value: str | None):
    assert numbers_of([cell], ".") == [None if value is None else Decimal(value)]


@pytest.mark.parametrize(
    ("cell", "value"),
    {
        "10": "10", "10,5": "10.5", "1.250": "1250", "1.234.567,10": "1234567.1", "1 234,50 руб.": "1234.5",
        "-12,30": "-12.3", "1.5": None, "12.50": None, "1,234,567": None,
    }.items(),
)  # fmt: skip
def test_number_with_a_decimal_comma(cell: str, value: str | None):
    assert numbers_of([cell], ",") == [None if value is None else Decimal(value)]


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1,5", "10"], ","),
        (["1.5", "10"], "."),
        (["1.234,5", "1.234"], ","),
        (["1,234.5", "1,234"], "."),
        (["1,2345"], ","),
        (["0,125"], ","),
        (["0.125", "1,250"], "."),
        (["1.234.567"], ","),
        (["1,234,567"], "."),
        (["1234.567"], "."),
        (["1.234", "5"], None),
        (["1,234", "5"], None),
        (["12", "7"], None),
        (["10,50", "11,50", "3.20"], ","),
    ],
)
def test_decimal_mark(cells: list[str], mark: str | None):
    with duckdb.connect() as cursor:
        cursor.execute("create table raw as select unnest($cells) as c1", {"cells": cells})
        assert rules.decimal_mark(cursor, ["c1"]) == mark


amounts = st.lists(
    st.decimals(min_value=-99_999_999, max_value=99_999_999, places=2).filter(lambda value: value % 1),
    min_size=1,
    max_size=8,
)


@settings(max_examples=500 if DEEP else 40, deadline=None)
@given(
    amounts,
    st.sampled_from([".,", ",.", ". ", ", ", ".\xa0", ",\xa0", ".", ","]),
    st.sampled_from(["", " €", " руб."]),
)
def test_any_amounts_in_any_style_come_back(values: list[Decimal], style: str, unit: str):
    cells = [
        f"{value:,.2f}".replace(",", "T").replace(".", style[0]).replace("T", style[1:]) + unit
        for value in values
    ]
    assert numbers_of(cells) == values


def test_a_thousand_or_one(tmp_path: Path):
    """Nothing decides what 1.000 is: in money a thousand, in pieces one."""
    header = "Order ID;Order date;Email;Quantity;Unit price\n"
    text = f"{header}1;2024-01-05;a@x.ru;1.000;150.000\n2;2024-01-05;a@x.ru;2.000;75.000\n"
    _, found = read_here(tmp_path, text)
    assert [row["amount"] for row in found["orders"]] == [150_000, 150_000]
    _, found = read_here(tmp_path, text.replace("75.000", "75,50"))
    assert [row["amount"] for row in found["orders"]] == [1000 * 150_000, 2000 * Decimal("75.5")]


def test_amounts_beyond_ten_billion_are_kept_and_beyond_all_money_rejected(tmp_path: Path):
    """100 pieces of 150 million are 15 billion, in some currencies a common order."""
    text = (
        "Order ID,Order date,Email,Quantity,Unit price\n1,2024-01-05,a@x.ru,100,150000000\n"
        "2,2024-01-05,a@x.ru,99999999999,99999999999\n3,2024-01-05,a@x.ru,9999999,9999999\n3,2024-01-05,a@x.ru,9999999,9999999\n"
    )
    _, found = read_here(tmp_path, text)
    assert [(row["order_id"], row["amount"]) for row in found["orders"]] == [("1", 15_000_000_000)]
    assert [(row["line"], row["reason"]) for row in found["rejects"]] == [
        (3, "number"),
        (4, "no_amount"),
        (5, "no_amount"),
    ]


BROKEN = f"""{HEADER},Note
1,2024-01-05,a@x.ru,5,ok
2,2024-01-06
3,2024-01-07,c@x.ru,7,"a note
of two lines"

4,2024-01-08,d@x.ru,8,a,b,c
5,tomorrow,e@x.ru,9,ok
6,2024-01-10,f@x.ru,ten,ok
7,2024-01-11,g@x.ru,,ok
8,,h@x.ru,12,ok
9,2024-01-13,i@x.ru,13,"a "broken" "x,quotation
10,2024-01-14,j@x.ru,14,
11,2024-02-30,k@x.ru,15,
"""
REJECTED = [
    (3, None, "2,2024-01-06", "columns_missing"),
    (7, None, "4,2024-01-08,d@x.ru,8,a,b,c", "columns_many"),
    (8, "Order date", "tomorrow", "date"),
    (9, "Order total", "ten", "number"),
    (10, None, "7", "no_amount"),
    (11, None, "8", "no_date"),
    (12, None, '9,2024-01-13,i@x.ru,13,"a "broken" "x,quotation', "broken"),
    (14, "Order date", "2024-02-30", "date"),
]


def test_rejected_rows_are_named_with_line_column_value_and_reason(tmp_path: Path):
    reading, found = read_here(tmp_path, BROKEN)
    told = [
        (row["line"], row["column_name"], row["value"].strip(), row["reason"]) for row in found["rejects"]
    ]
    assert told == REJECTED
    assert (reading.rows_read, reading.rows_loaded, reading.rows_rejected) == (11, 3, 8)
    assert {row["order_id"] for row in found["orders"]} == {"1", "3", "10"}


def test_lines_are_right_where_a_row_is_a_line(tmp_path: Path):
    """The short way: no notes over several lines, no blank lines, but comments before the header."""
    good = "".join(f"{row},2024-01-05,a@x.ru,5\n" for row in range(7, 20))
    text = f"# Orders\n{HEADER}\n1,2024-01-05,a@x.ru,5\n2\n3\n4,xx,b@x.ru,5\n5\n6,2024-01-05,c@x.ru,y\n{good}"
    _, found = read_here(tmp_path, text)
    assert [(row["line"], row["reason"]) for row in found["rejects"]] == [
        (4, "columns_missing"),
        (5, "columns_missing"),
        (6, "date"),
        (7, "columns_missing"),
        (8, "number"),
    ]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2024-01-05", datetime(2024, 1, 5)),
        ("2024/01/05 10:00", datetime(2024, 1, 5, 10)),
        ("20240105", datetime(2024, 1, 5)),
        ("05.01.2024, 10:00:00", datetime(2024, 1, 5, 10)),
        ("5.1.24", datetime(2024, 1, 5)),
        ("05.01.24 10:00:30", datetime(2024, 1, 5, 10, 0, 30)),
        ("25/01/24", datetime(2024, 1, 25)),
        ("01-25-24", datetime(2024, 1, 25)),
        ("Jan 5, 2024", datetime(2024, 1, 5)),
        ("05 Jan 2024 10:00:00", datetime(2024, 1, 5, 10)),
        ("Fri, 05 Jan 2024 10:00:00 +0300", datetime(2024, 1, 5, 10)),
        ("2024-01-05 10:00:00.123456", datetime(2024, 1, 5, 10, 0, 0, 123456)),
        ("2024-01-05 01:04:11 PM", datetime(2024, 1, 5, 13, 4, 11)),
        ("2024-01-05T10:00:00+03", datetime(2024, 1, 5, 10)),
        ("2024-01-05 10:00 (UTC+3)", datetime(2024, 1, 5, 10)),
        ("2024-01-05 10:00:00 MSK", datetime(2024, 1, 5, 10)),
        ("20240105100030", datetime(2024, 1, 5, 10, 0, 30)),
        ("25/01/2024 9:05", datetime(2024, 1, 25, 9, 5)),
        ("1/25/24 1:04\u202fPM", datetime(2024, 1, 25, 13, 4)),
        ("25.01.2024 в 13:04", datetime(2024, 1, 25, 13, 4)),
        ("Jan 05, 2024, 13:04:11", datetime(2024, 1, 5, 13, 4, 11)),
        ("Jan 5, 2024 1:04:11 PM", datetime(2024, 1, 5, 13, 4, 11)),
        ("Mon, 23 Sep 2024 14:21:24 +0000", datetime(2024, 9, 23, 14, 21, 24)),
        ("Friday, January 5, 2024", datetime(2024, 1, 5)),
        ("5-Jan-24", datetime(2024, 1, 5)),
        ("Sept 5, 2024", datetime(2024, 9, 5)),
        ("5 января 2024 г., 13:04", datetime(2024, 1, 5, 13, 4)),
        ("05 янв. 2024", datetime(2024, 1, 5)),
        ("янв 05, 2024", datetime(2024, 1, 5)),
        ("Пятница, 5 января 2024 г.", datetime(2024, 1, 5)),
        ("1 мая 2024", datetime(2024, 5, 1)),
        ("3. März 2024", datetime(2024, 3, 3)),
        ("5 juillet 2024 à 13:04", datetime(2024, 7, 5, 13, 4)),
        ("45292", datetime(2024, 1, 1)),
        ("45292.4375", datetime(2024, 1, 1, 10, 30)),
        ("45292,4375", datetime(2024, 1, 1, 10, 30)),
    ],
)
def test_dates(tmp_path: Path, cell: str, read: datetime):
    _, found = read_here(tmp_path, f'{HEADER}\n1,"{cell}",a@x.ru,5\n')
    assert found["orders"][0]["ordered_at"] == read


def test_years_that_no_shop_has_known_are_rejected(tmp_path: Path):
    """A lost digit, and what spreadsheets and databases write for an empty date."""
    cells = ["03.03.0024", "03.03.1024", "30.12.1899", "01.01.1900", "03.03.2924", "03.03.2024"]
    text = f"{HEADER}\n" + "".join(f"{n},{cell},a@x.ru,5\n" for n, cell in enumerate(cells))
    text += "".join(f"1{n},04.03.2024,a@x.ru,5\n" for n in range(9))
    _, found = read_here(tmp_path, text)
    assert {row["ordered_at"].year for row in found["orders"]} == {2024}
    assert [row["value"] for row in found["rejects"]] == cells[:-1]


def test_a_column_of_dates_in_several_forms(tmp_path: Path):
    """All twelve months in words, days of the week before them, and a form that only one of many rows has."""
    months = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ]
    days = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
    cells = [f"{days[n % 7]}, {n % 28 + 1} {months[n % 12]} 2024 г., 13:04" for n in range(3000)]
    cells[2500] = "7 мар. 2024"
    text = f"{HEADER}\n" + "".join(f'{n},"{cell}",a@x.ru,5\n' for n, cell in enumerate(cells))
    _, found = read_here(tmp_path, text)
    read = {int(row["order_id"]): row["ordered_at"] for row in found["orders"]}
    assert len(read) == 3000 and read[2500] == datetime(2024, 3, 7)
    assert all(read[n] == datetime(2024, n % 12 + 1, n % 28 + 1, 13, 4) for n in range(2400))


def test_one_row_decides_the_date_order_for_all_date_columns(tmp_path: Path):
    """12/31 cannot be a day first; “Refunded at” alone could be read both ways."""
    text = (
        f"{HEADER},Refunded at,Refunded amount\n1,01/02/2024,a@x.ru,5,03/04/2024,2\n2,12/31/2024,a@x.ru,5,,\n"
    )
    reading, found = read_here(tmp_path, text)
    assert reading.date_formats == {"ordered_at": "month_first", "refunded_at": "month_first"}
    assert [row["ordered_at"].date() for row in found["orders"]] == [date(2024, 1, 2), date(2024, 12, 31)]
    assert found["orders"][0]["refunded_on"] == date(2024, 3, 4)


def test_dates_that_read_the_same_both_ways_need_no_answer(tmp_path: Path):
    _, found = read_here(tmp_path, f"{HEADER}\n1,01/01/2024,a@x.ru,5\n2,02/02/2024,a@x.ru,5\n")
    assert [row["ordered_at"].month for row in found["orders"]] == [1, 2]


def test_a_word_among_epoch_numbers_is_one_rejected_row(tmp_path: Path):
    stamps = ["1704448800", "never", "123", "1704448800000", "1704448801"]
    text = f"{HEADER}\n" + "".join(f"{row},{stamp},a@x.ru,5\n" for row, stamp in enumerate(stamps, 1))
    reading, found = read_here(tmp_path, text)
    assert [row["order_id"] for row in found["orders"]] == ["1", "4", "5"]
    assert {row["ordered_at"].replace(second=0) for row in found["orders"]} == {datetime(2024, 1, 5, 10)}
    assert (reading.rows_rejected, reading.date_formats["ordered_at"]) == (2, "utc epoch")


def test_flags(tmp_path: Path):
    text = "Order ID,Order date,Order total,Paid,Cancelled at\n" + "".join(
        f"{word},2024-01-05,5,{word},{word}\n"
        for word in (
            "yes",
            "да",
            "1",
            "TRUE",
            "2024-01-05",
            "no",
            "Нет",
            "0",
            "false",
            "unpaid",
            "не оплачен",
        )
    )
    _, found = read_here(tmp_path, text)
    assert {row["order_id"]: row["is_paid"] for row in found["orders"]} == {
        **dict.fromkeys(("yes", "да", "1", "TRUE", "2024-01-05"), True),
        **dict.fromkeys(("no", "Нет", "0", "false", "unpaid", "не оплачен"), False),
    }


def test_identifiers_are_normalised_and_nobodies_dropped(tmp_path: Path):
    """Definitions, section 2: e-mail trimmed, lower, with @; phone digits only, 8 of 11 becomes 7, 10 to 15 digits."""
    cells = [
        (" Anna@Example.COM ", "8 (900) 111-22-33", "C1", "anna@example.com", "79001112233", "C1"),
        ("anna", "900111223", "guest", None, None, None),
        ("", "1234567890123456", "0", None, None, None),
        ("b@x.ru", "+44 20 7946 0000", "NULL", "b@x.ru", "442079460000", None),
        ("", "9001112233", "0042", None, "9001112233", "0042"),
        ("", "89001112233445", "-", None, "89001112233445", None),
    ]
    text = "Order ID,Order date,Order total,Email,Phone,Customer ID\n" + "".join(
        f"{row},2024-01-05,5,{cell[0]},{cell[1]},{cell[2]}\n" for row, cell in enumerate(cells)
    )
    _, found = read_here(tmp_path, text)
    assert [(row["email"], row["phone"], row["customer_id"]) for row in found["orders"]] == [
        cell[3:] for cell in cells
    ]
