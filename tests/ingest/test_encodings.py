"""Which encoding a text has, also where it is short, and what becomes of damaged letters."""

import codecs
from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.ingest import encodings, plain
from tests.ingest.support import HEADER, as_bytes, read_here, written

RUSSIAN = (
    "Статус", "Номер заказа;Дата;Сумма", "ФИО", "Ёлка", "Москва", "ИТОГО", "Имя;Иванов Пётр", "ООО «Ромашка»",
    "Возврат", "Отменён", "Чехол для iPhone", "Наименование;Кол-во", "Юлия", "жук", "Цена, руб.",
    "1;Доставлен;№ 5 — подарок", "Київ; їжак",
)  # fmt: skip
WESTERN = (
    "Orléans", "Müller;Straße", "Pound £ Town", "España;niño", "naïve café", "Ångström", "Zoë", "Livré à Paris", "12 €",
    "São Paulo", "L’Oréal – Paris", "Über;Öl", "crème brûlée", "Günter;Köln", "Ærø", "Façade;Ça va",
)  # fmt: skip


@pytest.mark.parametrize("page", ["cp1251", "koi8-r", "cp866"])
@pytest.mark.parametrize("text", RUSSIAN)
def test_russian_code_page_of_a_few_letters(page: str, text: str):
    if page != "cp1251" and not text.replace(";", "").isalpha():
        text = (
            "Статус;" + text
        )  # signs and rare letters alone tell the rarer pages from the common one nowhere
    raw = text.encode(page, errors="ignore")
    assert raw.decode(encodings.code_page(raw)) == raw.decode(page)


@pytest.mark.parametrize("text", WESTERN)
def test_western_code_page_of_a_few_letters(text: str):
    raw = text.encode("cp1252")
    assert raw.decode(encodings.code_page(raw)) == text


@pytest.mark.parametrize("page", ["cp1252", "cp1251", "koi8-r", "cp866"])
def test_a_blank_in_thousands_is_no_letter(page: str):
    text = f"{HEADER}\n1,2024-01-05,a@example.com,1\u00a0399\n2,2024-01-06,,649\n"
    raw = text.encode(page)
    assert raw.decode(encodings.code_page(raw)) == text


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("cp1251", "windows-1251"), ("koi8-r", "koi8-r"), ("cp866", "cp866"), ("utf-8", "utf-8"),
        ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16"), ("utf-16", "utf-16"), ("utf-32", "utf-32"),
    ],
)  # fmt: skip
def test_one_russian_letter_in_an_english_file(tmp_path: Path, encoding: str, told: str):
    text = f"{HEADER},Status\n1,2024-01-05,a@example.com,5,Отменён\n2,2024-01-06,b@example.com,5,new\n"
    reading, found = read_here(tmp_path, text.encode(encoding))
    assert (reading.encoding, found["orders"][0]["status"]) == (told, "Отменён")


def test_letters_far_behind_the_first_megabytes_decide(tmp_path: Path):
    ascii_rows = "".join(f"{n},2024-01-05,user{n}@example.com,5,fine\n" for n in range(120_000))
    path = written(
        tmp_path, f"{HEADER},Note\n{ascii_rows}x,2024-01-05,a@example.com,5,Спасибо\n".encode("cp1251")
    )
    text = plain.plain_text(path, tmp_path, "a.csv")
    assert (text.encoding, text.lines) == ("windows-1251", 120_002)
    assert text.path.read_text(encoding="utf-8").endswith("Спасибо\n")


def test_utf8_is_read_where_it_lies(tmp_path: Path):
    """Nothing is copied: with and without a byte order mark."""
    for mark in (b"", codecs.BOM_UTF8):
        path = written(tmp_path, mark + f"{HEADER}\n1,2024-01-05,a@example.com,5\n".encode())
        assert plain.plain_text(path, tmp_path, "a.csv").path == path
        reading, found = read_here(tmp_path, path.read_bytes())
        assert (reading.header[0], len(found["orders"])) == ("Order ID", 1)
        reading, found = read_here(tmp_path, mark + b"1,2024-01-05\n2,2024-01-06\n", mapping={"order_id": "#1",
            "ordered_at": "#2", "order_total": "#1"}, has_header=False)  # fmt: skip
        assert sorted(row["order_id"] for row in found["orders"]) == ["1", "2"]


def test_a_letter_cut_in_half_spoils_one_cell_and_is_named(tmp_path: Path):
    """Shop systems cut comments at a number of bytes: the file is UTF-8 all the same, never another code page."""
    rows = "".join(f"{n},2024-01-05,a@example.com,5,Спасибо большое\n" for n in range(1, 30))
    raw = f"{HEADER},City\n{rows}".encode().replace("большое\n7,".encode(), "больш".encode() + b"\xd0\n7,")
    reading, found = read_here(tmp_path, raw)
    assert (reading.encoding, reading.rows_loaded) == ("utf-8", 29)
    assert reading.notes == [["characters_damaged", {"count": 1, "line": 7}]]
    assert {row["city"] for row in found["orders"]} == {"Спасибо больш\ufffd", "Спасибо большое"}


def test_two_encodings_in_one_file_are_refused_at_the_byte(tmp_path: Path):
    """Months put together by hand: neither half may become question marks."""
    rows = "".join(f"{n},2024-01-05,a@example.com,5,Спасибо большое\n" for n in range(4000))
    first = as_bytes(f"{HEADER},City\n{rows}")
    path = written(tmp_path, first + rows.encode("cp1251"))
    with pytest.raises(ImportRefused) as caught:
        plain.plain_text(path, tmp_path, "a.csv")
    assert caught.value.code == "encoding_unknown"
    assert caught.value.fields["position"] == len(first) + rows.encode("cp1251").index(
        "Спасибо".encode("cp1251")
    )
