"""One small shop in every layout that a shop may write: the same orders come out of each."""

import codecs
import csv
import io
import itertools
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from retention.ingest import child
from tests.ingest.support import SEED, gzipped, read_here, share, zipped

# order, time, person, amount, status, city: what every file says
ORDERS = [
    ("1001", datetime(2024, 1, 5, 10, 20), "anna@example.com", Decimal("1234.50"), 0, 0),
    ("1002", datetime(2024, 1, 25, 23, 59), "boris@example.com", Decimal("0.99"), 1, 1),
    ("1003", datetime(2024, 2, 29, 0, 0), "anna@example.com", Decimal("1234567.00"), 0, 0),
    ("1004", datetime(2024, 12, 31, 23, 30), "clara@example.com", Decimal("-12.30"), 2, 1),
]
WORDS = {  # header, statuses, cities
    "ru": (
        ["Номер заказа", "Дата заказа", "E-mail", "Сумма заказа", "Статус", "Город"],
        ["Доставлен", "Отменён", "Возврат"],
        ["Москва", "Орёл"],
    ),
    "en": (
        ["Order ID", "Order date", "Email", "Order total", "Status", "City"],
        ["delivered", "cancelled", "refunded"],
        ["Orléans", "Pound £ Town"],
    ),
}
ENCODINGS: dict[str, tuple[str, Callable[[str], bytes], str]] = {  # language, bytes, what the report says
    "utf-8": ("ru", lambda text: text.encode(), "utf-8"),
    "utf-8 with mark": ("ru", lambda text: text.encode("utf-8-sig"), "utf-8"),
    "utf-16le with mark": ("ru", lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "utf-16"),
    "utf-16be with mark": ("en", lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "utf-16"),
    "utf-16le": ("en", lambda text: text.encode("utf-16-le"), "utf-16"),
    "utf-16be": ("ru", lambda text: text.encode("utf-16-be"), "utf-16"),
    "windows-1251": ("ru", lambda text: text.encode("cp1251"), "windows-1251"),
    "iso-8859-1": ("en", lambda text: text.encode("iso-8859-1"), "iso-8859-1"),
}
PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda raw: raw,
    "gzip": gzipped,
    "zip": lambda raw: zipped(("export/", b""), ("export/orders.csv", raw), ("__MACOSX/._orders.csv", b"x")),
}
LAYOUTS = list(itertools.product(ENCODINGS, ",;\t|", ["\r\n", "\n", "\r"], PACKINGS))
EPOCH = datetime(1970, 1, 1)
DATES: dict[str, tuple[Callable[[datetime], str], str]] = {  # text, how the report calls it
    "two-digit years": (lambda at: f"{at:%d.%m.%y %H:%M}", "day_first"),
    "british with two-digit years": (lambda at: f"{at:%d/%m/%y %H:%M}", "day_first"),
    "iso": (lambda at: f"{at:%Y-%m-%d %H:%M:%S}", "year_first"),
    "iso with T": (lambda at: f"{at:%Y-%m-%dT%H:%M:%S}.000", "year_first"),
    "russian": (lambda at: f"{at:%d.%m.%Y %H:%M}", "day_first"),
    "british": (lambda at: f"{at:%d/%m/%Y %H:%M:%S}", "day_first"),
    "american": (lambda at: f"{at.month}/{at.day}/{at.year} {at.hour}:{at:%M}", "month_first"),
    "american with pm": (lambda at: f"{at:%m/%d/%Y %I:%M %p}", "month_first"),
    "offset": (lambda at: f"{at:%Y-%m-%dT%H:%M:%S}+03:00", "year_first"),
    "offset behind a blank": (lambda at: f"{at:%Y-%m-%d %H:%M:%S} -0500", "year_first"),
    "short offset": (lambda at: f"{at:%Y-%m-%d %H:%M:%S}+05", "year_first"),
    "zero offset": (lambda at: f"{at:%Y-%m-%d %H:%M:%S} +0000", "year_first"),
    "Z": (lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z", "utc year_first"),
    "UTC": (lambda at: f"{at:%Y-%m-%d %H:%M:%S} UTC", "utc year_first"),
    "seconds": (lambda at: str((at - EPOCH) // timedelta(seconds=1)), "utc epoch"),
    "milliseconds": (lambda at: str((at - EPOCH) // timedelta(milliseconds=1)), "utc epoch"),
    "microseconds": (lambda at: str((at - EPOCH) // timedelta(microseconds=1)), "utc epoch"),
}
NUMBERS = [",.", ".,", ", ", ". ", ",\xa0", ".\xa0", ",", "."]  # decimal mark, thousands mark
STYLES = list(itertools.product(DATES, NUMBERS))


def money(amount: Decimal, style: str) -> str:
    """The amount with the style's marks."""
    decimal_mark, thousands = style[0], style[1:]
    return f"{amount:,.2f}".replace(",", "T").replace(".", decimal_mark).replace("T", thousands)


def text_of(language: str, delimiter: str, end: str, date: str, number: str) -> str:
    """The shop as a text table."""
    header, statuses, cities = WORDS[language]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(header)
    for order, at, email, amount, status, city in ORDERS:
        writer.writerow(
            [order, DATES[date][0](at), email, money(amount, number), statuses[status], cities[city]]
        )
    return out.getvalue()


def check(folder: Path, layout: tuple[str, str, str, str], date: str, number: str) -> None:
    """Writes the shop so, reads it, and compares everything."""
    encoding, delimiter, end, packing = layout
    language, encoded, told = ENCODINGS[encoding]
    raw = PACKINGS[packing](encoded(text_of(language, delimiter, end, date, number)))
    reading, found = read_here(folder, raw)
    assert (reading.encoding, reading.delimiter, reading.decimal_mark) == (told, delimiter, number[0])
    assert reading.date_formats == {"ordered_at": DATES[date][1]}
    assert (reading.rows_read, reading.rows_loaded, reading.rows_rejected) == (4, 4, 0)
    _, statuses, cities = WORDS[language]
    expected = [(*order[:4], statuses[order[4]], cities[order[5]]) for order in ORDERS]
    names = ("order_id", "ordered_at", "email", "amount", "status", "city")
    assert sorted(tuple(row[name] for name in names) for row in found["orders"]) == expected


@pytest.mark.parametrize("layout", share(LAYOUTS, 40), ids=lambda layout: "-".join(map(repr, layout)))
def test_layouts(tmp_path: Path, layout: tuple[str, str, str, str]):
    rng = random.Random(f"{SEED} {layout}")
    check(tmp_path, layout, *rng.choice(STYLES))


@pytest.mark.parametrize(("date", "number"), share(STYLES, 60))
def test_styles(tmp_path: Path, date: str, number: str):
    rng = random.Random(f"{SEED} {date} {number}")
    check(tmp_path, rng.choice(LAYOUTS), date, number)


def test_every_encoding_delimiter_line_end_packing_and_style_is_in_the_share():
    """The share must not leave a whole kind out."""
    chosen = share(LAYOUTS, 40)
    assert len(chosen) >= 40
    for place, kinds in enumerate((ENCODINGS, ",;\t|", ["\r\n", "\n", "\r"], PACKINGS)):
        assert {layout[place] for layout in chosen} == set(kinds)
    assert {date for date, _ in share(STYLES, 60)} == set(DATES)
    assert {number for _, number in share(STYLES, 60)} == set(NUMBERS)


def test_line_ends_may_be_mixed(tmp_path: Path):
    """A file put together from two exports; a note holds line ends of its own."""
    text = (
        "Order ID,Order date,Email,Order total,Note\r\n1,2024-01-05,a@x.ru,5,\n2,2024-01-06,b@x.ru,6,\r\n"
        '3,2024-01-07,c@x.ru,7,"two\r\nlines"\r4,2024-01-08,d@x.ru,8,\n'
    )
    reading, found = read_here(tmp_path, text)
    assert [(row["order_id"], row["amount"]) for row in found["orders"]] == [
        ("1", 5),
        ("2", 6),
        ("3", 7),
        ("4", 8),
    ]
    assert reading.rows_rejected == 0


def test_line_ends_that_are_cut_by_a_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Files are read in chunks; here every chunk ends somewhere else."""
    text = text_of("ru", ";", "\r\n", "iso", ",").replace("\r\n", "\n", 1)
    for size in range(5, 60 if len(text) > 60 else 20, 6):
        monkeypatch.setattr("retention.ingest.plain.CHUNK", size)
        reading, found = read_here(tmp_path, text)
        assert (reading.rows_read, len(found["orders"])) == (4, 4), size


@pytest.mark.parametrize(
    "name",
    ["orders (1).csv", "orders[1].csv", "o*d?rs.csv", "it's «ours».csv", "orders.csv.gz", "orders.csv.zst"],
)
def test_any_file_name(tmp_path: Path, name: str):
    """Patterns, quotes and wrong endings in the name mean nothing: the bytes decide."""
    (tmp_path / "orders1.csv").write_text("Order ID,Order date,Order total\n9,2024-01-05,9\n")
    _, found = read_here(tmp_path, text_of("en", ",", "\n", "iso", "."), name)
    assert len(found["orders"]) == 4


def test_columns_aligned_by_blanks(tmp_path: Path):
    """CDNOW's layout: no delimiter, no order number; a row is an order, dates are eight digits."""
    text = (
        " customer_id    date   number_of_cds  dollar_value\n\n"
        " 00001   19970101      1      11.77\n"
        " 00002   19970112      1      12.00\n 00002   19970112      5      77.00\n"
    )
    reading, found = read_here(tmp_path, text)
    assert reading.rows_loaded == 3
    assert sorted(
        (row["customer_id"], str(row["ordered_at"])[:10], row["amount"]) for row in found["orders"]
    ) == [
        ("00001", "1997-01-01", Decimal("11.77")),
        ("00002", "1997-01-12", Decimal(12)),
        ("00002", "1997-01-12", Decimal(77)),
    ]


def test_comments_and_blank_lines_before_the_header(tmp_path: Path):
    text = "# Orders\n# 2024\n\n" + text_of("en", ",", "\n", "iso", ".")
    reading, _ = read_here(tmp_path, text)
    assert (reading.rows_read, reading.rows_loaded) == (4, 4)


def test_a_header_of_two_lines_and_a_delimiter_at_each_end(tmp_path: Path):
    text = '"Order\nID";Order date;Email;Total\n1;2024-01-05;a@x.ru;5;\n2;2024-01-06;a@x.ru;6;\n3;2024\n4;x;a@x.ru;7\n'
    reading, found = read_here(tmp_path, text)
    assert (reading.rows_loaded, reading.rows_rejected) == (2, 2)
    assert {row["order_id"] for row in found["orders"]} == {"1", "2"}
    assert [(row["line"], row["reason"]) for row in found["rejects"]] == [(5, "columns_missing"), (6, "date")]


def test_without_a_header_line(tmp_path: Path):
    text = "1,2024-01-05,a@x.ru,5\n2,2024-01-06,b@x.ru,6\n"
    mapping = {"order_id": "#1", "ordered_at": "#2", "email": "#3", "order_total": "#4"}
    reading, _ = read_here(tmp_path, text, mapping=mapping)
    assert (reading.has_header, reading.rows_loaded, reading.mapping["email"]) == (False, 2, "#3")


def test_guarding_apostrophes_are_taken_off(tmp_path: Path):
    """Exporters put ' before cells that a spreadsheet would compute."""
    text = "Order ID,Order date,Email,Phone,Order total\n'1,'2024-01-05,'a@x.ru,'+7 900 123-45-67,'-12.50\n"
    _, found = read_here(tmp_path, text)
    row = found["orders"][0]
    assert (row["order_id"], row["email"], row["phone"]) == ("1", "a@x.ru", "79001234567")
    assert row["amount"] == Decimal("-12.50")


ITEMS = """Order ID,Order date,Email,Product,Quantity,Unit price,Discount,Order total
1,2024-01-05 10:01,a@x.ru,tea,2,3.00,1.00,20
1,2024-01-05 10:00,a@x.ru,cup,1,9.00,,20
2,2024-01-06 12:00,b@x.ru,tea,4,3.00,,
2,2024-01-06 12:00,b@x.ru,tea,4,3.00,0.50,
3,2024-01-07 12:00,b@x.ru,cup,3,9.00,,
3,2024-01-07 12:00,b@x.ru,cup,-1,9.00,,
"""


def test_item_rows(tmp_path: Path):
    """Order 1: its total, once. Order 2: 4·3 + 4·3 − 0.5, identical lines but for the discount both count.
    Order 3: a line given back lowers it: 27 − 9."""
    reading, found = read_here(tmp_path, ITEMS)
    made = {row["order_id"]: row for row in found["orders"]}
    assert {order: row["amount"] for order, row in made.items()} == {"1": 20, "2": Decimal("23.5"), "3": 18}
    assert made["1"]["ordered_at"] == datetime(2024, 1, 5, 10, 0)  # the earliest line
    assert made["1"]["discount"] == 1 and reading.rows_loaded == 6
    lines = sorted(
        (row["order_row"], row["line_number"], row["product"], row["amount"]) for row in found["lines"]
    )
    assert lines == [
        (1, 1, "tea", 5),
        (1, 2, "cup", 9),
        (3, 1, "tea", 12),
        (3, 2, "tea", Decimal("11.5")),
        (5, 1, "cup", 27),
        (5, 2, "cup", -9),
    ]


CONTINUED = """Order ID,Order date,Email,Order total,Product,Quantity,Unit price
1,2024-01-05,a@x.ru,30,tea,1,10
,,,,cup,2,10
2,2024-01-06,b@x.ru,7,cap,1,7
,2024-01-06,c@x.ru,8,hat,1,8
"""


def test_rows_that_continue_an_order(tmp_path: Path):
    """Blank order fields belong to the order above; a row with a date of its own but no number belongs to none."""
    reading, found = read_here(tmp_path, CONTINUED)
    assert [(row["order_id"], row["amount"], row["row_count"]) for row in found["orders"]] == [
        ("1", 30, 2),
        ("2", 7, 1),
    ]
    assert [(row["line"], row["column_name"], row["reason"]) for row in found["rejects"]] == [
        (5, "Order ID", "no_order_id")
    ]
    assert (reading.rows_read, reading.rows_loaded, reading.rows_rejected) == (4, 3, 1)


def test_rows_that_continue_a_rejected_order_go_with_it(tmp_path: Path):
    """Never to the order above the rejected one: neither where its total cannot be read nor where its row is broken."""
    text = CONTINUED.replace(
        "2,2024-01-06,b@x.ru,7,cap,1,7", "2,2024-01-06,b@x.ru,seven,cap,1,7\n,,,,cap,1,7"
    )
    text += "5,2024-01-06\n,,,,cap,5,5\n6,2024-01-06,b@x.ru,1,a,1,1\n,,,,cap,5,5\n"
    reading, found = read_here(tmp_path, text)
    assert [(row["order_id"], row["row_count"]) for row in found["orders"]] == [("1", 2), ("6", 2)]
    assert [(row["line"], row["reason"]) for row in found["rejects"]] == [
        (4, "number"),
        (5, "no_date"),
        (6, "no_order_id"),
        (7, "columns_missing"),
        (8, "no_order_id"),
    ]
    assert reading.rows_read == 9


def test_without_order_numbers_a_row_is_an_order_and_identical_rows_are_kept(tmp_path: Path):
    text = "Date,Customer ID,Amount\n2024-01-05,7,10\n2024-01-05,7,10\n2024-01-05,8,10\n"
    _, found = read_here(tmp_path, text)
    assert sorted(row["customer_id"] for row in found["orders"]) == ["7", "7", "8"]
    assert len({row["order_id"] for row in found["orders"]}) == 3


def test_inspection_says_how_a_file_would_be_read(tmp_path: Path):
    """Judged by the head alone, with offers for needed columns that are missing."""
    path = tmp_path / "orders.csv"
    path.write_text("Order ID;Ordered date;E-mail;Total\n1;2024-01-05;a@x.ru;5\n", encoding="utf-8")
    reading = child.read(path, tmp_path, {"inspect": True})
    assert (reading.delimiter, reading.missing) == (";", ["ordered_at"])
    assert reading.suggestions == {"ordered_at": "Ordered date"}
    assert reading.samples == [["1", "2024-01-05", "a@x.ru", "5"]]
