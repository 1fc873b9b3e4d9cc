"""`import`: reports, several files, what is refused changes nothing."""

import json
import zipfile

import pytest
import xlsxwriter

from .conftest import BAD_ROWS, HEADER, ROWS, as_rows

CONTRACT = (
    "kind dialect encoding delimiter rows_read rows_loaded rows_rejected rows_duplicate orders_new orders_updated "
    "orders_unchanged customers_new first_at last_at revenue statuses anonymous_orders warnings import_id seconds"
)
REPORT = CONTRACT.split()


@pytest.fixture
def file(tmp_path):
    def write(text, name="more.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def report_of(answer):
    assert answer.code == 0, answer.err
    report = json.loads(answer.out)
    for one in report if isinstance(report, list) else [report]:
        assert one["rows_read"] == one["rows_loaded"] + one["rows_rejected"] + one["rows_duplicate"]
        assert set(REPORT) <= set(one)
    return report


def described(run, shop):
    return json.loads(run("describe", shop=shop).out)


def test_report_of_one_file(run, tmp_path, orders):
    report = report_of(run("import", orders, "--json", shop=tmp_path / "new.duckdb"))
    assert [key for key in report if key in REPORT] == REPORT
    expected = {
        "kind": "orders",
        "encoding": "utf-8",
        "delimiter": ",",
        "rows_read": 9,
        "rows_loaded": 9,
        "rows_rejected": 0,
        "rows_duplicate": 0,
        "orders_new": 9,
        "orders_updated": 0,
        "orders_unchanged": 0,
        "customers_new": 4,  # who only gave everything back is no customer
        "first_at": "2024-01-05 10:00:00",
        "last_at": "2024-07-01 12:00:00",
        "revenue": 340.5,
        "anonymous_orders": 1,
        "warnings": [],
        "import_id": 1,
    }
    assert {key: report[key] for key in expected} == expected
    assert report["statuses"] == {
        "completed": {"count": 7, "meaning": "counted"},
        "cancelled": {"count": 1, "meaning": "cancelled"},
        "refunded": {"count": 1, "meaning": "refunded"},
    }


def test_without_json_nothing_is_on_stdout(run, tmp_path, orders):
    answer = run("import", orders, shop=tmp_path / "new.duckdb")
    assert (answer.code, answer.out) == (0, "")
    assert "9 rows = 9 loaded + 0 rejected + 0 duplicate" in answer.err


def test_several_files_are_a_list_in_order(run, own, orders, file):
    more = file(HEADER + "20,2024-07-02 12:00,H8,h@example.net,,Hanna,EE,completed,5.00,Tea\n")
    first, second = report_of(run("import", orders, more, "--json", shop=own))
    assert (first["file_name"], first["rows_duplicate"], first["orders_unchanged"]) == ("orders.csv", 9, 9)
    assert (second["file_name"], second["orders_new"], second["customers_new"]) == ("more.csv", 1, 1)


def test_tables_of_an_archive_are_a_list_and_a_refused_one_is_told(run, own, orders, tmp_path):
    packed = tmp_path / "exports.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(orders, "orders.csv")
        archive.writestr("empty.csv", HEADER)
        archive.writestr(
            "more.csv", HEADER + "20,2024-07-02 12:00,H8,h@example.net,,Hanna,EE,completed,5.00,Tea\n"
        )
    answer = run("import", packed, "--json", shop=own)
    names = [(report["file_name"], report["orders_new"]) for report in json.loads(answer.out)]
    assert names == [("exports.zip/orders.csv", 0), ("exports.zip/more.csv", 1)]
    assert answer.code == 1 and "header_only: exports.zip/empty.csv holds a header line" in answer.err


def test_sheet_of_a_workbook(run, own, tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("January", "February"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER.strip().split(","))
            sheet.write_row(
                1, 0, [name, "2024-07-02", "H8", "h@example.net", "", "", "", "completed", 5, "Tea"]
            )
    assert run("import", path, shop=own).err.splitlines()[-1].startswith("sheets_several: book.xlsx")
    assert report_of(run("import", path, "--sheet", "February", "--json", shop=own))["orders_new"] == 1


def test_second_file_of_a_command_knows_the_first(run, tmp_path, orders, file):
    both = file(HEADER + ROWS + "20,2024-07-02 12:00,H8,h@example.net,,Hanna,EE,completed,5.00,Tea\n")
    _, second = report_of(run("import", orders, both, "--json", shop=tmp_path / "new.duckdb"))
    assert (second["rows_loaded"], second["rows_duplicate"]) == (1, 9)


def test_rejected_rows_become_a_file(run, tmp_path, file):
    target = tmp_path / "rejects.csv"
    answer = run(
        "import", file(HEADER + ROWS + BAD_ROWS), "--json", "--rejects", target, shop=tmp_path / "new.duckdb"
    )
    report = report_of(answer)
    assert (report["rows_loaded"], report["rows_rejected"]) == (9, 2)
    assert "rejects" not in report
    columns, rows = as_rows(target.read_text("utf-8-sig"))
    assert columns == ["file", "line", "column_name", "value", "reason"]
    assert [(row["file"], row["line"], row["column_name"]) for row in rows] == [
        ("more.csv", "11", "Order date"),
        ("more.csv", "12", "Item total"),
    ]
    assert [row["value"] for row in rows] == ["someday", "'=1+1"]  # opened in Excel it must not run
    assert [row["reason"] for row in rows] == ["date", "number"]


def test_no_rejects_still_make_a_file(run, tmp_path, orders):
    target = tmp_path / "rejects.csv"
    assert run("import", orders, "--rejects", target, shop=tmp_path / "new.duckdb").code == 0
    assert as_rows(target.read_text("utf-8-sig")) == (["file", "line", "column_name", "value", "reason"], [])


def test_rejects_path_that_cannot_be_written(run, tmp_path, orders):
    answer = run(
        "import", orders, "--json", "--rejects", tmp_path / "no" / "r.csv", shop=tmp_path / "new.duckdb"
    )
    assert answer.code == 1
    assert answer.err.strip().splitlines()[-1].startswith("path_unusable: ")
    assert json.loads(answer.out)["rows_loaded"] == 9


def test_dry_run_reports_and_changes_nothing(run, own, file):
    more = file(HEADER + "20,2024-07-02 12:00,H8,h@example.net,,Hanna,EE,completed,5.00,Tea\n")
    before = described(run, own)
    report = report_of(run("import", more, "--dry-run", "--json", shop=own))
    assert (report["orders_new"], report["import_id"]) == (1, None)
    assert described(run, own) == before
    assert len(as_rows(run("imports", shop=own).out)[1]) == 1


@pytest.fixture
def months(file, tmp_path):
    """The shop's rows, an overlapping month with a corrected order and an odd status, visits, and the month again."""
    other = (
        HEADER
        + "9,2024-07-01 12:00,E5,eva@example.net,,Eva,EE,odd,95.00,Coffee\n"
        + "20,2024-07-02 12:00,,e5@example.net,,,EE,completed,5.00,Tea\n"
    )
    more = [HEADER + ROWS, other, "Session ID,Started at,Email\ns1,2024-07-03,eva@example.net\n", other]
    paths = [tmp_path / f"month {n}.csv" for n in range(len(more))]
    for path, text in zip(paths, more, strict=True):
        path.write_text(text, "utf-8")
    return paths


def without_ids(reports):
    """What a trial tells too: all but numbers, seconds, and the checks of what is then in the shop."""
    left_out = {"import_id", "seconds", "checks"}
    return [{name: value for name, value in report.items() if name not in left_out} for report in reports]


@pytest.mark.parametrize("is_packed", [False, True])
def test_files_tried_together_see_each_other(run, own, tmp_path, months, is_packed):
    if is_packed:
        with zipfile.ZipFile(tmp_path / "months.zip", "w") as archive:
            for path in months:
                archive.write(path, path.name)
        months = [tmp_path / "months.zip"]
    before, journal = described(run, own), run("imports", shop=own).out
    tried = json.loads(run("import", *months, "--dry-run", "--json", shop=own).out)
    assert (described(run, own), run("imports", shop=own).out) == (before, journal)
    assert [path.name for path in own.parent.rglob("*trial*")] == []
    loaded = json.loads(run("import", *months, "--json", shop=own).out)
    assert without_ids(tried) == without_ids(loaded)
    assert [one["rows_duplicate"] for one in tried] == [9, 0, 0, 2]
    ids = [one["import_id"] for one in tried]
    assert ids == ([None] * 4 if is_packed else [1, None, None, None])  # the first was loaded before


def test_a_refused_file_ends_a_trial_and_leaves_no_new_shop(run, tmp_path, months):
    (tmp_path / "empty.csv").write_text("")
    shop = tmp_path / "new.duckdb"
    answer = run("import", months[0], tmp_path / "empty.csv", months[1], "--dry-run", "--json", shop=shop)
    assert (answer.code, json.loads(answer.out)[0]["orders_new"], len(json.loads(answer.out))) == (1, 9, 1)
    assert not shop.exists()
    assert "trial" not in (tmp_path / "retention.log").read_text("utf-8")


def test_dry_run_leaves_no_new_shop(run, tmp_path, orders):
    shop = tmp_path / "new.duckdb"
    assert report_of(run("import", orders, "--dry-run", "--json", shop=shop))["rows_loaded"] == 9
    assert not shop.exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file_empty"),
        (HEADER, "header_only"),
        ("<!doctype html><html><body>Log in</body></html>", "file_is_html"),
        ("a,b\n1,2\n3,4\n", "kind_unknown"),
    ],
)
def test_refused_file_changes_nothing(run, own, tmp_path, file, text, code):
    before = described(run, own)
    answer = run("import", file(text), "--json", shop=own)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.strip().splitlines()[-1].startswith(f"{code}: more.csv")
    assert described(run, own) == before
    new = tmp_path / "new.duckdb"
    assert run("import", file(text), shop=new).code == 1
    assert not new.exists()


def test_missing_file_is_refused(run, own, tmp_path):
    answer = run("import", tmp_path / "nowhere.csv", shop=own)
    assert (answer.code, answer.err) == (
        1,
        "file_missing: nowhere.csv was not found. Check the path and the name.\n",
    )


def test_files_before_a_refused_one_stay_and_are_reported(run, tmp_path, orders, file):
    shop = tmp_path / "new.duckdb"
    answer = run("import", orders, file(""), "--json", shop=shop)
    assert answer.code == 1
    assert [report["file_name"] for report in json.loads(answer.out)] == ["orders.csv"]
    assert described(run, shop)["purchases"] == 6


# Columns as in the CDNOW sample (two numbers, day, pieces, money; blanks between, no header); people made up.
NO_HEADER = """\
 00004 00001 19970101  2   29.33
 00004 00001 19970118  2   29.73
 00021 00002 19970101  3   63.34
 00050 00003 19970102  1    6.79
 00050 00003 19970331  1   13.97
"""


def test_table_without_header_by_column_numbers(run, tmp_path, file):
    shop = tmp_path / "new.duckdb"
    columns = ("customer_id=#1", "ordered_at=#3", "quantity=#4", "order_total=#5")
    mapped = [part for column in columns for part in ("--map", column)]
    report = report_of(
        run("import", file(NO_HEADER, "made_up.txt"), "--no-header", *mapped, "--json", shop=shop)
    )
    assert (report["rows_loaded"], report["orders_new"], report["customers_new"]) == (5, 5, 3)
    assert report["revenue"] == pytest.approx(143.16)
    found = described(run, shop)
    assert (found["first_at"], found["customers"], found["purchases"]) == ("1997-01-01 00:00:00", 3, 5)


def test_map_takes_header_text_and_number(run, tmp_path, file):
    odd = file("nr,wann,wer=,kosten\n1,2024-01-05,a@example.com,10\n2,2024-02-05,a@example.com,12.5\n")
    mapped = [
        "--map",
        "ordered_at=wann",
        "--map",
        "email=wer=",
        "--map",
        "order_total=#4",
        "--map",
        "order_id=nr",
    ]
    report = report_of(
        run("import", odd, "--kind", "orders", *mapped, "--json", shop=tmp_path / "new.duckdb")
    )
    assert (report["orders_new"], report["customers_new"], report["revenue"]) == (2, 1, 22.5)


def test_status_words_are_decided_here(run, tmp_path, file):
    odd = file(
        HEADER + "1,2024-01-05,A,a@example.com,,,LV,Gone = Home,10,Tea\n2,2024-01-06,A,,,,LV,hm,5,Tea\n"
    )
    shop = tmp_path / "new.duckdb"
    answer = run("import", odd, "--json", "--status", "Gone = Home=counted", "--status", "hm=test", shop=shop)
    found = report_of(answer)["statuses"]
    assert {word.lower(): told for word, told in found.items()} == {
        "gone = home": {"count": 1, "meaning": "counted"},
        "hm": {"count": 1, "meaning": "test"},
    }


def test_unknown_status_words_wait_and_are_named(run, tmp_path, file):
    odd = file(HEADER + "1,2024-01-05,A,a@example.com,,,LV,hm,10,Tea\n2,2024-01-06,A,,,,LV,paid,5,Tea\n")
    report = report_of(run("import", odd, "--json", shop=tmp_path / "new.duckdb"))
    assert report["statuses"]["hm"] == {"count": 1, "meaning": "pending"}
    assert ["status_words_unknown", {"words": "hm", "orders": 1}] in report["warnings"]


@pytest.mark.parametrize(
    ("option", "code", "words"),
    [
        (("--status", "hm=great"), 1, "status_unknown"),
        (("--status", "hm"), 2, "“hm”"),
        (("--status", "=counted"), 2, "“=counted”"),
        (("--map", "ordered_at"), 2, "“ordered_at”"),
        (("--map", "order_day=Order date"), 1, "field_unknown"),
        (("--map", "ordered_at=Nowhere"), 1, "column_unknown"),
        (("--map", "ordered_at=#99"), 1, "column_unknown"),
        (("--time-zone", "Mars/Olympus"), 1, "time_zone_unknown"),
        (("--covers-to", "2024-06-30"), 1, "covers_to_wrong"),
        (("--covers-to", "31.10.2026"), 2, "write it like 2026-10-31"),
        (("--kind", "apples"), 2, "apples"),
        (("--encoding", "klingon"), 1, "encoding_unknown"),
        (("--delimiter", "xx"), 1, "no_table"),
        (("--day-first", "--month-first"), 2, "not allowed with"),
    ],
)
def test_wrong_options_are_refused_and_change_nothing(run, own, orders, option, code, words):
    before = described(run, own)
    answer = run("import", orders, *option, shop=own)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err.strip().splitlines()[-1]
    assert described(run, own) == before


@pytest.mark.parametrize(("option", "day"), [("--day-first", "2024-02-01"), ("--month-first", "2024-01-02")])
def test_date_order_is_asked_for_and_taken(run, tmp_path, file, option, day):
    odd = file(HEADER + "1,01/02/2024,A,a@example.com,,,LV,paid,10,Tea\n")
    shop = tmp_path / "new.duckdb"
    refused = run("import", odd, shop=shop)
    assert (refused.code, refused.err.splitlines()[-1].split(":")[0]) == (1, "dates_ambiguous")
    assert report_of(run("import", odd, option, "--json", shop=shop))["first_at"].startswith(day)


def test_delimiter_and_encoding_may_be_said(run, tmp_path):
    odd = tmp_path / "odd.csv"
    odd.write_bytes("Дата;Почта;Сумма\n2024-01-05;a@example.com;10,5\n".encode("cp1251"))
    asked = ("--delimiter", ";", "--encoding", "cp1251", "--json")
    report = report_of(run("import", odd, *asked, shop=tmp_path / "new.duckdb"))
    assert (report["delimiter"], report["revenue"]) == (";", 10.5)
    tabs = tmp_path / "tabs.csv"
    tabs.write_text("Date\tEmail\tTotal\n2024-01-05\ta@example.com\t10\n", "utf-8")
    for word in ("tab", r"\t", "\t"):
        report = report_of(
            run("import", tabs, "--delimiter", word, "--json", shop=tmp_path / f"{ord(word[0])}.duckdb")
        )
        assert (report["delimiter"], report["revenue"]) == ("\t", 10)


def test_covers_to_moves_the_last_day(run, tmp_path, orders):
    shop = tmp_path / "new.duckdb"
    assert run("import", orders, "--covers-to", "2024-07-31", shop=shop).code == 0
    assert described(run, shop)["as_of"] == "2024-07-31"


def test_time_zone_turns_utc_stamps_and_stays(run, tmp_path, file):
    shop = tmp_path / "new.duckdb"
    utc = file(HEADER + "1,2024-01-05T22:30:00Z,A,a@example.com,,,LV,paid,10,Tea\n")
    assert run("import", utc, "--time-zone", "Europe/Moscow", shop=shop).code == 0
    found = described(run, shop)
    assert (found["first_at"], found["time_zone"]) == ("2024-01-06 01:30:00", "Europe/Moscow")
    other = run("import", utc, "--time-zone", "Europe/Riga", shop=shop)
    assert (other.code, other.err.split(":")[0]) == (1, "time_zone_differs")
    assert run("settings", "time_zone=Europe/Riga", shop=shop).code == 0
    assert described(run, shop)["first_at"] == "2024-01-06 00:30:00"


def test_undo_makes_the_shop_as_before(run, own, file):
    before = described(run, own)
    more = file(HEADER + "20,2024-07-02 12:00,H8,h@example.net,,Hanna,EE,completed,5.00,Tea\n")
    number = report_of(run("import", more, "--json", shop=own))["import_id"]
    assert described(run, own)["purchases"] == before["purchases"] + 1
    answer = run("undo", number, shop=own)
    assert (answer.code, answer.out) == (0, "")
    assert described(run, own) == before
    again = run("undo", number, shop=own)
    assert (again.code, again.err.split(":")[0]) == (1, "import_unknown")
    assert run("undo", "one", shop=own).code == 2


def test_journal_is_a_table(run, loaded):
    columns, rows = as_rows(run("imports", shop=loaded).out)
    assert columns[:3] == ["import_id", "kind", "file_name"]
    assert [(row["import_id"], row["rows_loaded"], row["last_at"]) for row in rows] == [
        ("1", "9", "2024-07-01 12:00:00")
    ]
    assert "report" not in columns
