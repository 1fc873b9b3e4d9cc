"""Files that are no table, or not ours: one clear sentence, and the shop is as it was."""

import gzip
import random
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.ingest import ImportOptions, archive, import_file, plain, undo_import
from retention.ingest.lines import LONGEST_LINE
from retention.shop import Shop
from tests.ingest.support import DEEP, GOOD, HEADER, as_bytes, gzipped, load, refusal, state, written, zipped

MEGABYTE = 1 << 20
NOISE = "".join(f"{n},2024-01-05,user{n}@example.com,{n}.50\n" for n in range(1, 60))
NOTED = NOISE.replace("50\n", "50,fine\n")


@dataclass(frozen=True)
class Case:
    """A file, how it is asked for, and how it is refused."""

    name: str
    code: str
    content: str | bytes
    file: str = "orders.csv"
    options: dict = field(default_factory=dict)
    fields: dict = field(default_factory=dict)


CYRILLIC = f"{HEADER},City\n1,2024-01-05,a@x.ru,5,Москва\n".encode("cp1251")
UNCLOSED = (
    f'{HEADER}\n1,2024-01-05,a@x.ru,5\n2,2024-01-06,"b@x.ru,6\n3,2024-01-07,c@x.ru,7\n4,2024-01-08,d@x.ru,8\n'
)
CASES = [
    Case("empty", "file_empty", b""),
    Case("blank_lines", "file_empty", "\n \r\n\t\n\n"),
    Case("byte_order_mark_alone", "file_empty", b"\xef\xbb\xbf\n"),
    Case("comments_alone", "file_empty", "# Property: shop\n# 20240101\n", options={"delimiter": ","}),
    Case("empty_gzip", "file_empty", gzipped("")),
    Case("empty_zip", "file_empty", zipped()),
    Case("header_alone", "header_only", f"{HEADER}\n"),
    Case("web_page", "file_is_html", "<!DOCTYPE html>\n<html><body>Log in, please</body></html>\n"),
    Case("web_page_in_zip", "file_is_html", zipped(("orders.csv", "  <HTML>\n<p>a,b\n"))),
    Case("cut_gzip", "archive_damaged", gzipped(HEADER + NOISE)[:-25], "orders.csv.gz"),
    Case("gzip_of_nothing", "archive_damaged", b"\x1f\x8b", "orders.csv.gz"),
    Case("gzip_spoilt", "archive_damaged", gzipped(GOOD)[:-8] + b"\0" * 8, "orders.csv.gz"),
    Case("cut_zip", "archive_damaged", zipped(("orders.csv", HEADER + NOISE))[:-30], "orders.zip"),
    Case(
        "zip_of_two",
        "members_several",
        zipped(("january.csv", GOOD), ("february.csv", GOOD)),
        "orders.zip",
        fields={"count": "2", "found": "january.csv, february.csv"},
    ),
    Case(
        "workbook_without_parts",
        "file_is_binary",
        zipped(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")),
        "orders.xlsx",
        fields={"found": "a workbook that cannot be opened"},
    ),
    Case("old_workbook_spoilt", "file_is_binary", b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\0" * 600, "orders.xls"),
    Case("pdf", "file_is_binary", b"%PDF-1.7\n1 0 obj\n", fields={"found": "a PDF document"}),
    Case("picture", "file_is_binary", b"\x89PNG\r\n\x1a\n" + b"a,b\n" * 50, fields={"found": "a picture"}),
    Case(
        "nul_bytes", "file_is_binary", GOOD.replace("boris", "bo\0ris"), fields={"found": "it has NUL bytes"}
    ),
    Case("random_bytes", "file_is_binary", random.Random(1).randbytes(20_000)),
    Case("long_line", "line_too_long", "x" * MEGABYTE, fields={"line": "1", "limit": str(LONGEST_LINE)}),
    Case("long_line_of_cells", "line_too_long", f"{HEADER}\n1{',x' * MEGABYTE}\n", fields={"line": "2"}),
    Case("long_quoted_line", "line_too_long", f'{GOOD}3,2024-01-05,"{"x" * MEGABYTE}', fields={"line": "4"}),
    Case("quotation_open", "line_too_long", UNCLOSED, fields={"line": "3"}),
    Case(
        "quotation_open_over_a_megabyte",
        "line_too_long",
        f'{GOOD}3,2024-01-05,"c@x.ru,7\n{NOISE * 600}',
        fields={"line": "4"},
    ),
    Case(
        "quotation_open_in_the_last_column",
        "line_too_long",
        f'{HEADER},Note\n{NOTED}60,2024-01-05,f@x.ru,7,"a note\n{NOTED}',
        fields={"line": "61"},
    ),
    Case(
        "quotation_open_up_to_the_next_one",
        "line_too_long",
        f'{GOOD}3,2024-01-05,"c@x.ru,7\n4,2024-01-05,d@x.ru,8\n5,2024-01-06,"e@x.ru",9\n',
        fields={"line": "4"},
    ),
    Case(
        "quotation_open_behind_a_note_of_three_lines",
        "line_too_long",
        f'{HEADER}\n1,2024-01-05,"a\nb\nc",5\n\n2,2024-01-05,"c@x.ru,7\n{NOISE}',
        fields={"line": "6"},
    ),
    Case(
        "utf_8_asked_for_windows_1251",
        "encoding_unknown",
        CYRILLIC,
        options={"encoding": "utf-8"},
        fields={"encoding": "utf-8", "position": str(CYRILLIC.index(b"\xcc"))},
    ),
    Case("ascii_asked", "encoding_unknown", CYRILLIC, options={"encoding": "ascii"}),
    Case("utf_16_cut", "encoding_unknown", GOOD.encode("utf-16")[:-1]),
    *(
        Case(f"encoding_{name!r}", "encoding_unknown", gzipped(GOOD), options={"encoding": name}, fields=said)
        for name in ("no-such-code", "hex", "undefined", "a\0b")
        for said in [{"encoding": name, "position": "0"}]
    ),
    Case(
        "no_delimiter",
        "no_table",
        "one line of text here\nand an other\n",
        fields={"found": "“one line of text here”"},
    ),
    Case("wrong_delimiter_asked", "no_table", GOOD, options={"delimiter": ";"}),
    Case("long_delimiter_asked", "no_table", GOOD, options={"delimiter": "::"}),
    Case("quoting_delimiter_asked", "no_table", GOOD, options={"delimiter": "'"}),
    Case(
        "needed_column_twice",
        "header_duplicate",
        GOOD.replace("Email", "Order total"),
        fields={"found": "Order total"},
    ),
    Case("no_orders", "kind_unknown", "Name,Height\nAnna,170\nBoris,180\n", fields={"found": "Name, Height"}),
    Case("unknown_kind_asked", "kind_unknown", GOOD, options={"kind": "bananas"}),
    Case(
        "no_date", "column_missing", GOOD.replace("Order date", "When"), fields={"needed": "the order date"}
    ),
    Case(
        "mapped_to_no_column",
        "column_unknown",
        GOOD,
        options={"mapping": {"email": "Mail"}},
        fields={"column": "Mail", "found": "Order ID, Order date, Email, Order total"},
    ),
    Case(
        "mapped_beyond", "column_unknown", GOOD, options={"mapping": {"email": "#5"}}, fields={"column": "#5"}
    ),
    Case(
        "no_such_field",
        "field_unknown",
        GOOD,
        options={"mapping": {"shoe": "Email"}},
        fields={"field": "shoe"},
    ),
    Case(
        "no_such_meaning",
        "status_unknown",
        GOOD,
        options={"statuses": {"paid": "yes"}},
        fields={"found": "yes"},
    ),
    *(
        Case("zone", "time_zone_unknown", GOOD, options={"time_zone": zone}, fields={"found": zone})
        for zone in ("Europe/Nowhere", "../etc/passwd", "posixrules", "x" * 400)
    ),
    Case(
        "other_zone",
        "time_zone_differs",
        GOOD,
        options={"time_zone": "Europe/Moscow"},
        fields={"known": "UTC", "found": "Europe/Moscow"},
    ),
    Case(
        "covers_less_than_it_holds",
        "covers_to_wrong",
        GOOD.replace("2024", "2023"),
        options={"covers_to": date(2023, 2, 5)},
        fields={"found": date(2023, 2, 5), "last": date(2023, 2, 6)},
    ),
    Case(
        "dates_both_ways",
        "dates_ambiguous",
        f"{HEADER}\n1,01/02/2024,a@x.ru,5\n2,03/04/2024,a@x.ru,5\n",
        fields={"example": "01/02/2024", "first": "1 February 2024", "second": "2 January 2024"},
    ),
    Case(
        "dates_in_words",
        "dates_unreadable",
        f"{HEADER}\n1,yesterday,a@x.ru,5\n2,today,a@x.ru,5\n",
        fields={"column": "Order date", "example": "today"},
    ),
    Case(
        "amounts_in_words",
        "amounts_unreadable",
        f"{HEADER}\n1,2024-01-05,a@x.ru,much\n2,2024-01-05,a@x.ru,little\n",
        fields={"column": "Order total", "example": "little"},
    ),
    Case(
        "no_row_usable",
        "nothing_usable",
        f"{HEADER}\n,2024-01-05,a@x.ru,5\n,2024-01-06,a@x.ru,5\n",
        fields={"count": "2", "reason": "the order number is missing"},
    ),
    Case(
        "all_rows_short", "nothing_usable", f"{HEADER}\n1,2024-01-05\n2,2024-01-06\n", fields={"count": "2"}
    ),
]


@pytest.fixture(scope="module")
def before(loaded: Shop) -> dict:
    """What the shop holds; no test of this module may change it."""
    return state(loaded)


def assert_refused(shop: Shop, error: ImportRefused, code: str, file: str, fields: dict) -> None:
    """The code, the values, and a sentence without open places."""
    assert error.code == code, error
    assert error.fields.items() >= fields.items()
    assert "{" not in error.sentence
    assert file in error.sentence or "file" not in error.fields
    for value in fields.values():
        assert str(value) in error.sentence or code in ("members_several", "encoding_unknown")


@pytest.mark.parametrize("case", CASES, ids=[f"{case.code}-{case.name}" for case in CASES])
def test_refused(loaded: Shop, before: dict, tmp_path: Path, case: Case):
    assert before["temporary"] == []
    error = refusal(loaded, tmp_path, case.content, case.file, **case.options)
    assert_refused(loaded, error, case.code, case.file, case.fields)
    assert state(loaded) == before
    if DEEP or CASES.index(case) % 7 == 0:
        load(loaded, tmp_path, GOOD.replace("\n1,", f"\n{error.code},"), dry_run=True)
        assert state(loaded) == before


def gzip_bomb(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=9) as out:
        out.write(as_bytes(GOOD))
        for _ in range(240):
            out.write(b"\n" * MEGABYTE)


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.csv", "w") as out:
        for _ in range(240):
            out.write(b"3,2024-01-05,a@x.ru,1\n" * (MEGABYTE // 22))


@pytest.mark.parametrize("bomb", [gzip_bomb, zip_bomb])
def test_exploding_archive(loaded: Shop, tmp_path: Path, bomb: Callable[[Path], None]):
    """A quarter of a million bytes that unpack to a quarter of a billion."""
    path = tmp_path / "bomb.csv"
    bomb(path)
    assert path.stat().st_size < 900_000
    before = state(loaded)
    with pytest.raises(ImportRefused) as caught:
        import_file(loaded, path)
    assert_refused(loaded, caught.value, "archive_too_large", "bomb.csv", {})
    assert (
        float(caught.value.fields["limit"]) < 0.3 and int(caught.value.fields["ratio"]) > archive.MOST_RATIO
    )
    assert state(loaded) == before


def test_missing_file(loaded: Shop, tmp_path: Path):
    before = state(loaded)
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(ImportRefused) as caught:
            import_file(loaded, path)
        assert_refused(loaded, caught.value, "file_missing", path.name, {"file": path.name})
    assert state(loaded) == before


def test_the_name_that_the_user_gave_is_told(loaded: Shop, tmp_path: Path):
    """An uploaded file lies under another name."""
    error = refusal(loaded, tmp_path, "", "upload-12", file_name="März 2024.csv")
    assert error.fields["file"] == "März 2024.csv"


def test_disk_full(loaded: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=1 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    before = state(loaded)
    error = refusal(loaded, tmp_path, GOOD)
    assert_refused(loaded, error, "disk_full", "orders.csv", {"needed": 64, "found": 1})
    assert state(loaded) == before


def test_a_column_that_is_not_needed_may_stand_twice(shop: Shop, tmp_path: Path):
    report = load(
        shop,
        tmp_path,
        GOOD.replace("Order total", "Order total,Note,Note")
        .replace(".50", ".50,a,b")
        .replace(".00", ".00,c,d"),
    )
    assert (report["rows_loaded"], report["revenue"]) == (2, 30.5)


def test_a_column_that_stands_twice_can_be_chosen_by_its_number(shop: Shop, tmp_path: Path):
    text = f"{HEADER},Order total\n1,2024-01-05,a@x.ru,5,7\n"
    assert refusal(shop, tmp_path, text).code == "header_duplicate"
    assert load(shop, tmp_path, text, mapping={"order_total": "#5"})["revenue"] == 7


@pytest.mark.parametrize(("day_first", "day"), [(True, date(2024, 2, 1)), (False, date(2024, 1, 2))])
def test_the_answer_about_dates_is_taken(shop: Shop, tmp_path: Path, day_first: bool, day: date):
    text = f"{HEADER}\n1,01/02/2024,a@x.ru,5\n"
    assert refusal(shop, tmp_path, text).code == "dates_ambiguous"
    report = load(shop, tmp_path, text, day_first=day_first)
    assert report["first_at"] == f"{day} 00:00:00"
    undo_import(shop, report["import_id"])


def test_no_damage_to_an_archive_ends_in_a_traceback(tmp_path: Path):
    """Single bytes of archives and tables turned over: refused in words or read, never anything else."""
    rng = random.Random(3)
    whole = [gzipped(GOOD), zipped(("orders.csv", GOOD)), as_bytes(GOOD), GOOD.encode("utf-16"), CYRILLIC]
    refused = 0
    for turn in range(3000 if DEEP else 400):
        spoilt = bytearray(rng.choice(whole))
        for _ in range(rng.choice([1, 1, 2, 8])):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        path = written(tmp_path, bytes(spoilt[: rng.choice([len(spoilt), rng.randrange(1, len(spoilt))])]))
        try:
            plain.plain_text(path, tmp_path, f"turn-{turn}", rng.choice([None, None, "utf-8", "cp1251"]))
        except ImportRefused as error:
            refused += "{" not in error.sentence
    assert refused > 50


def test_options_reach_the_reader_unchanged():
    asked = ImportOptions(kind="orders", day_first=True, delimiter=";", statuses={"paid": "counted"})
    assert asked.for_reader()["day_first"] is True and asked.for_reader()["delimiter"] == ";"
    assert "statuses" not in asked.for_reader()
