"""What the user said about a file is remembered by its header: next month needs no click."""

import pytest

from retention.errors import ImportRefused, ShopError
from retention.ingest import forget_layout, inspect_file, layouts, undo_import
from retention.ingest.remembered import completed, fingerprint
from tests.ingest.support import dump, load, orders, refusal, rows, written

pytestmark = pytest.mark.usefixtures("reads_here")

JANUARY = "Beleg;Wann;Betrag;Wer\n1;2026-01-05;10;anna@example.com\n2;2026-01-06;20;boris@example.com\n"
FEBRUARY = "Beleg;Wann;Betrag;Wer\n3;2026-02-05;30;anna@example.com\n"
SAID = {"order_id": "Beleg", "ordered_at": "Wann", "order_total": "Betrag", "email": "Wer"}


def codes(report):
    return [note[0] for note in report["warnings"]]


def test_next_month_needs_no_map(shop, tmp_path):
    assert refusal(shop, tmp_path, JANUARY).code == "kind_unknown"
    first = load(shop, tmp_path, JANUARY, mapping=SAID, kind="orders")
    assert "read_like_last_time" not in codes(first)
    second = load(shop, tmp_path, FEBRUARY, "february.csv")
    assert "read_like_last_time" in codes(second)
    assert [int(amount) for _, amount in orders(shop)] == [10, 20, 30]
    assert second["mapping"] == first["mapping"]


def test_header_is_known_whatever_its_case_and_punctuation(shop, tmp_path):
    load(shop, tmp_path, JANUARY, mapping=SAID)
    load(shop, tmp_path, FEBRUARY.replace("Beleg;Wann", "BELEG ;“wann”"), "f.csv")
    assert len(orders(shop)) == 3
    assert refusal(shop, tmp_path, FEBRUARY.replace("Wer", "Wo"), "g.csv").code == "kind_unknown"


def test_what_is_said_now_wins(shop, tmp_path):
    load(shop, tmp_path, JANUARY.replace("Betrag;Wer", "Betrag;Brutto").replace("@example.com", ""),
         mapping={"order_id": "Beleg", "ordered_at": "Wann", "order_total": "Betrag"})  # fmt: skip
    text = "Beleg;Wann;Betrag;Brutto\n3;2026-02-05;30;36\n"
    load(shop, tmp_path, text, "f.csv", mapping={"order_total": "Brutto"})
    assert [int(amount) for _, amount in orders(shop)][-1] == 36


def test_dry_run_remembers_nothing(shop, tmp_path):
    load(shop, tmp_path, JANUARY, mapping=SAID, dry_run=True)
    assert layouts(shop) == []


def test_a_file_that_needed_no_words_is_not_remembered(shop, tmp_path):
    load(shop, tmp_path, "Order ID,Order date,Email,Order total\n1,2026-01-05,anna@example.com,10\n")
    assert layouts(shop) == []


def test_undo_forgets_and_brings_back_what_was_said_before(shop, tmp_path):
    load(shop, tmp_path, JANUARY, mapping=SAID)
    before = layouts(shop)
    wrong = load(shop, tmp_path, FEBRUARY, "f.csv", mapping={**SAID, "order_total": "Beleg", "order_id": ""})
    assert layouts(shop)[0]["said"]["mapping"]["order_total"] == "#1"
    undo_import(shop, wrong["import_id"])
    assert layouts(shop) == before
    undo_import(shop, 1)
    assert layouts(shop) == []


def test_used_again_lasts_when_the_first_import_is_undone(shop, tmp_path):
    load(shop, tmp_path, JANUARY, mapping=SAID)
    load(shop, tmp_path, FEBRUARY, "f.csv")
    undo_import(shop, 1)
    assert [layout["file_name"] for layout in layouts(shop)] == ["f.csv"]


def test_forgotten_layout_is_asked_for_again(shop, tmp_path):
    load(shop, tmp_path, JANUARY, mapping=SAID)
    [layout] = layouts(shop)
    assert layout["header"] == ["Beleg", "Wann", "Betrag", "Wer"]
    forget_layout(shop, layout["fingerprint"])
    assert refusal(shop, tmp_path, FEBRUARY).code == "kind_unknown"
    with pytest.raises(ShopError):
        forget_layout(shop, layout["fingerprint"])


def test_what_the_program_found_by_itself_is_not_kept(shop, tmp_path):
    load(shop, tmp_path, "Order ID,Order date,Email,Order total\n1,2026-01-05,anna@example.com,5\n")
    assert layouts(shop) == []


def test_date_order_is_remembered_only_for_what_the_file_leaves_open(shop, tmp_path):
    head = "Order ID,Order date,Email,Order total\n"
    load(shop, tmp_path, head + "1,01/02/2026,anna@example.com,5\n", day_first=True)
    load(shop, tmp_path, head + "2,03/04/2026,anna@example.com,5\n", "f.csv")
    load(shop, tmp_path, head + "3,03/25/2026,anna@example.com,5\n", "g.csv")
    assert [str(day) for (day,) in orders(shop, "ordered_on")] == ["2026-02-01", "2026-03-25", "2026-04-03"]


def test_encoding_and_delimiter_are_remembered(shop, tmp_path):
    text = "Beleg:Wann:Betrag:Käufer\n1:2026-01-05:10:anna@example.com\n"
    said = {**SAID, "email": "Käufer"}
    load(shop, tmp_path, text.encode("cp850"), mapping=said, encoding="cp850", delimiter=":")
    report = load(shop, tmp_path, text.replace("1:2026-01", "2:2026-02").encode("cp850"), "f.csv")
    assert (report["delimiter"], report["encoding"]) == (":", "cp850")
    assert len(orders(shop)) == 2
    assert refusal(shop, tmp_path, "a:b\n1:2\n", "g.csv").code == "no_table"


def test_field_that_the_file_has_not_can_be_said(shop, tmp_path):
    text = "Order ID,Order date,Email,Order total\n1,2026-01-05,anna@example.com,5\n"
    report = load(shop, tmp_path, text, mapping={"email": ""})
    assert "email" not in report["mapping"]
    assert rows(shop, "select customer_key from named_order") == [(None,)]
    assert "email" not in load(shop, tmp_path, text.replace("1,2026", "2,2026"), "f.csv")["mapping"]


def test_inspection_knows_it_too(shop, tmp_path):
    load(shop, tmp_path, JANUARY, mapping=SAID)
    assert inspect_file(shop, written(tmp_path, FEBRUARY)).mapping["order_total"] == "Betrag"


def test_replacing_takes_the_old_import_back_in_the_same_step(shop, tmp_path):
    text = "Order ID,Order date,Email,Order total,Gross\n1,2026-01-05,anna@example.com,5,6\n"
    first = load(shop, tmp_path, text)
    again = load(shop, tmp_path, text, mapping={"order_total": "Gross"}, replaces=first["import_id"])
    assert [int(amount) for _, amount in orders(shop)] == [6]
    assert (again["orders_new"], again["customers_new"]) == (1, 1)
    assert [row["import_id"] for row in shop.records("shop/journal")] == [again["import_id"]]


def test_refused_replacement_changes_nothing(shop, tmp_path):
    text = "Order ID,Order date,Email,Order total,Note\n1,2026-01-05,anna@example.com,5,x\n"
    first = load(shop, tmp_path, text)
    before = dump(shop)
    with pytest.raises(ImportRefused):
        load(shop, tmp_path, text, mapping={"order_total": "Note"}, replaces=first["import_id"])
    assert dump(shop) == before
    with pytest.raises(ShopError):
        load(shop, tmp_path, text, replaces=99)


def test_kind_said_now_makes_another_layout():
    said = {"kind": "orders", "mapping": {"order_total": "#2"}}
    asked = {"kind": "sessions", "mapping": {}}
    assert completed(asked, said, ["a", "b"]) == asked


def test_fingerprint_depends_on_order_and_names():
    assert fingerprint(["E-mail ", "Sum"]) == fingerprint(["e mail", "SUM"])
    assert fingerprint(["a", "b"]) != fingerprint(["b", "a"])


def test_source_is_remembered(shop, tmp_path):
    text = "Order ID,Order date,Email,Order total\n{},2026-01-0{},anna@example.com,5\n"
    load(shop, tmp_path, text.format(1, 5), source="marketplace")
    report = load(shop, tmp_path, text.format(2, 6), "f.csv")
    assert (report["source"], orders(shop, "source")) == ("marketplace", [("marketplace",), ("marketplace",)])
    assert load(shop, tmp_path, text.format(1, 5), "g.csv", source="store")["orders_new"] == 1
