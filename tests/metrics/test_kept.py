"""Answers kept between starts: the same as counted, and never an old one."""

import shutil
import threading
from datetime import date
from pathlib import Path

import pytest

from retention.errors import MetricRefused
from retention.ingest import ImportOptions, import_file, undo_import
from retention.metrics import METRICS, compute, kept, known_metric, known_rfm_cells
from retention.metrics.written import read, written
from retention.shop import Shop
from retention.shop import kept as kept_in_shop
from retention.shop.settings import change, decide_statuses

ROOT = Path(__file__).parents[2]
NEVER = "counted anew"


def never(*_, **__):
    raise AssertionError(NEVER)


def same(one, other):
    parts = ("metric", "as_of", "notes", "facts")
    return one.rows.equals(other.rows) and all(getattr(one, part) == getattr(other, part) for part in parts)


def is_kept(shop, name, monkeypatch, **options):
    with monkeypatch.context() as patched:
        patched.setattr(kept, "compute", never)
        try:
            known_metric(shop, name, **options)
        except AssertionError as error:
            assert str(error) == NEVER
            return False
    return True


@pytest.mark.parametrize("name", [name for name in METRICS if name != "customers"])
def test_every_metric_comes_back_as_it_was(ten_orders, name, monkeypatch):
    """Also the types of its columns: a page treats an answer of last week like one of now."""
    try:
        counted = compute(ten_orders, name)
    except MetricRefused:
        with pytest.raises(MetricRefused):
            known_metric(ten_orders, name)
        return
    assert same(known_metric(ten_orders, name), counted)
    monkeypatch.setattr(kept, "compute", never)
    found = known_metric(ten_orders, name)
    assert same(found, counted)
    assert found.rows.dtypes.equals(counted.rows.dtypes)


def test_people_are_not_kept(ten_orders, monkeypatch):
    monkeypatch.setattr("retention.metrics.written.MOST_VALUES", 10)
    known_metric(ten_orders, "customers")
    assert not is_kept(ten_orders, "customers", monkeypatch)
    assert written(compute(ten_orders, "customers")) is None


def test_the_next_start_need_not_count(ten_orders, monkeypatch):
    counted, cells = known_metric(ten_orders, "churn", window=30), known_rfm_cells(ten_orders)
    ten_orders.close()
    with Shop.open(ten_orders.path) as shop:
        monkeypatch.setattr(kept, "compute", never)
        monkeypatch.setattr(kept, "rfm_cells", never)
        assert same(known_metric(shop, "churn", window=30), counted)
        assert same(known_rfm_cells(shop), cells)


def test_another_question_is_another_answer(ten_orders):
    for options in ({}, {"window": 30}, {"grain": "week"}, {"as_of": date(2024, 3, 31)}):
        assert same(known_metric(ten_orders, "churn", **options), compute(ten_orders, "churn", **options))


def orders(folder, name, rows):
    file = folder / name
    file.write_text("Order ID,Order date,Customer ID,Order total,Status\n" + rows, "utf-8")
    return file


@pytest.fixture
def loaded(tmp_path, new_shop):
    shop = new_shop(tmp_path / "shop.duckdb")
    first = orders(
        tmp_path,
        "first.csv",
        "1,2024-01-05 23:30,a,10,paid\n2,2024-03-05 10:00,a,20,odd\n3,2024-04-05 10:00,b,30,paid\n",
    )
    import_file(shop, first, ImportOptions())
    yield shop
    shop.close()


def changes(folder):
    second = orders(folder, "second.csv", "4,2024-04-20 10:00,b,40,paid\n")
    return (
        lambda shop: import_file(shop, second, ImportOptions()),
        lambda shop: decide_statuses(shop, {"odd": "counted"}),
        lambda shop: change(shop, "time_zone", "Asia/Tokyo"),
        lambda shop: change(shop, "gross_margin", "0.5"),
        lambda shop: change(shop, "events", "Sale 2024-03-01..2024-03-31"),
        lambda shop: undo_import(shop, 2),
    )


def test_after_every_change_it_is_counted_anew(loaded, tmp_path, monkeypatch):
    """The same question, asked before and after each."""
    answers = []
    for change_it in changes(tmp_path):
        for name in ("repeat_spend", "event_windows", "lifetime_value"):
            known_metric(loaded, name)
            assert is_kept(loaded, name, monkeypatch)
        change_it(loaded)
        for name in ("repeat_spend", "event_windows", "lifetime_value"):
            assert not is_kept(loaded, name, monkeypatch)
            assert same(known_metric(loaded, name), compute(loaded, name))
        answers.append(known_metric(loaded, "repeat_spend").rows.to_csv())
    assert len(set(answers)) > 2


def test_a_changed_program_counts_anew(ten_orders, monkeypatch):
    known_metric(ten_orders, "churn")
    monkeypatch.setattr(kept_in_shop, "made_by", lambda: "next release")
    assert not is_kept(ten_orders, "churn", monkeypatch)
    known_metric(ten_orders, "churn")
    with ten_orders.cursor() as cursor:
        assert cursor.execute("select made_by from kept_answer").fetchall() == [("next release",)]


@pytest.mark.parametrize("name", ["sql/metrics/churn.sql", "metrics/churn.py", "sql/shop/coverage.sql"])
def test_one_letter_of_a_statement_or_of_the_code_makes_another_program(tmp_path, name):
    folder = tmp_path / "retention"
    for room in ("sql/metrics", "sql/shop", "metrics"):
        shutil.copytree(ROOT / "retention" / room, folder / room)
    before = kept_in_shop.fingerprint(folder)
    assert kept_in_shop.fingerprint(folder) == before
    file = folder / name
    file.write_text(file.read_text("utf-8").replace("e", "f", 1), "utf-8")
    assert kept_in_shop.fingerprint(folder) != before


def test_another_version_of_a_library_makes_another_program(tmp_path, monkeypatch):
    before = kept_in_shop.fingerprint(tmp_path)
    monkeypatch.setattr(kept_in_shop, "version", lambda name: "0.0")
    assert kept_in_shop.fingerprint(tmp_path) != before


def test_shops_of_one_version_keep_their_own_answers(shop_of):
    one, other = shop_of("ann 2024-01-10 1\nann 2024-02-10 1"), shop_of("ann 2024-01-10 1\nann 2024-02-10 5")
    assert one.data_version == other.data_version
    for shop in (one, other):
        known_metric(shop, "repeat_spend")
    averages = [known_metric(shop, "repeat_spend").rows["repeat_average"][0] for shop in (one, other)]
    assert averages == [1, 5]


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"columns": 1}', "null"])
def test_a_damaged_answer_is_counted_anew(ten_orders, damage):
    counted = known_metric(ten_orders, "churn")
    with ten_orders.cursor() as cursor:
        cursor.execute("update kept_answer set answer = $damage", {"damage": damage})
    assert same(known_metric(ten_orders, "churn"), counted)


def test_without_its_table_everything_is_counted(ten_orders):
    with ten_orders.cursor() as cursor:
        cursor.execute("drop table kept_answer")
    assert same(known_metric(ten_orders, "churn"), compute(ten_orders, "churn"))


def test_an_answer_of_data_that_have_changed_meanwhile_is_not_kept(ten_orders, monkeypatch):
    def count(shop, name, **options):
        found = compute(shop, name, **options)
        change(shop, "gross_margin", "0.5")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(kept, "compute", count)
        known_metric(ten_orders, "lifetime_value")
    assert not is_kept(ten_orders, "lifetime_value", monkeypatch)


def test_nobody_waits_for_a_writer(ten_orders, monkeypatch):
    """An import may write for minutes; the page answers meanwhile."""
    writes, answered = threading.Event(), threading.Event()

    def write():
        with ten_orders.write():
            writes.set()
            answered.wait(10)

    writer = threading.Thread(target=write)
    writer.start()
    writes.wait(10)
    known_metric(ten_orders, "churn")
    assert writer.is_alive()
    answered.set()
    writer.join()
    assert not is_kept(ten_orders, "churn", monkeypatch)


def test_room_is_bounded(ten_orders, monkeypatch):
    monkeypatch.setattr(kept_in_shop, "MOST", 2)
    for name in ("churn", "rfm", "lifecycle"):
        known_metric(ten_orders, name)
    assert [is_kept(ten_orders, name, monkeypatch) for name in ("churn", "rfm", "lifecycle")] == [
        True,
        True,
        False,
    ]
    monkeypatch.setattr(kept_in_shop, "MOST", 200)
    monkeypatch.setattr(kept_in_shop, "LONGEST", 10)
    known_metric(ten_orders, "lifecycle")
    assert not is_kept(ten_orders, "lifecycle", monkeypatch)


def test_what_is_no_plain_value_is_not_written(ten_orders):
    result = compute(ten_orders, "churn")
    assert read(written(result)).facts == result.facts
    result.facts["set"] = {1}
    assert written(result) is None
