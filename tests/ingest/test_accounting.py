"""Every row accounted for, and imports that add up whatever their order: once, twice, split, corrected, undone."""

import csv
import io
import random
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from retention.errors import ShopError
from retention.ingest import undo_import
from retention.metrics import churn_window
from retention.shop import Shop
from retention.shop.settings import decide_statuses
from tests.ingest.support import (
    DEEP,
    GOOD,
    HEADER,
    MARTS,
    VERSIONS,
    dump,
    gzipped,
    load,
    numbers,
    orders,
    rejects,
    rows,
    state,
    zipped,
)
from tests.strategies import HEADER as MADE_HEADER
from tests.strategies import cells, shop_of_seed

pytestmark = pytest.mark.usefixtures("reads_here")

PEOPLE = "order_id, ordered_at, amount, refunded, meaning, email_ref is null, city"


def table(header: Sequence[str], lines: Sequence[Sequence[object]]) -> str:
    """The lines as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *lines])
    return out.getvalue()


def counts(report: dict) -> tuple[int, int, int]:
    """New, updated and unchanged orders."""
    return report["orders_new"], report["orders_updated"], report["orders_unchanged"]


def people(shop: Shop) -> set[frozenset[str]]:
    """The customers as sets of their orders: without keys, which depend on what came first."""
    groups: dict[int, set[str]] = {}
    for key, order in rows(
        shop, "select customer_key, order_id from named_order where customer_key is not null"
    ):
        groups.setdefault(key, set()).add(order)
    return {frozenset(group) for group in groups.values()}


def test_the_report_accounts_for_every_row(shop: Shop, tmp_path: Path):
    """Ten rows: two orders of two lines each are known (4), one row has too few cells, one no readable date."""
    head = "Order ID,Order date,Email,Product,Quantity,Unit price"
    tea_twice = "2,2024-01-06,b@x.ru,tea,2,5\n" * 2
    first = f"{head}\n1,2024-01-05,a@x.ru,tea,1,5\n1,2024-01-05,a@x.ru,cup,1,9\n{tea_twice}"
    report = load(shop, tmp_path, first)
    assert (report["rows_read"], report["rows_loaded"], counts(report), report["revenue"]) == (
        4,
        4,
        (2, 0, 0),
        34,
    )
    more = first + (
        "3,2024-01-07\n4,soon,a@x.ru,tea,1,5\n5,2024-02-01,c@x.ru,cup,1,9\n5,2024-02-01,c@x.ru,tea,1,5\n"
        "6,2024-02-02,,tea,1,5\n7,2024-02-03,a@x.ru,tea,1,-5\n"
    )
    report = load(shop, tmp_path, more)
    assert [report[f"rows_{name}"] for name in ("read", "loaded", "rejected", "duplicate")] == [10, 4, 2, 4]
    assert counts(report) == (3, 0, 2)
    assert (report["first_at"], report["last_at"]) == ("2024-01-05 00:00:00", "2024-02-03 00:00:00")
    assert (report["anonymous_orders"], report["customers_new"], report["revenue"]) == (1, 1, 34 + 14 + 5 - 5)
    assert rejects(shop, report) == [
        (6, None, "3,2024-01-07", "columns_missing"),
        (7, "Order date", "soon", "date"),
    ]
    assert [row[0] for row in rows(shop, "select rows_read from import_journal order by import_id")] == [
        4,
        10,
    ]


def test_the_same_file_twice_changes_nothing(shop: Shop, tmp_path: Path):
    """The same bytes are known whatever their name; other bytes that say the same add no order."""
    first = load(shop, tmp_path, GOOD)
    held, described = state(shop), numbers(shop)
    for name in ("orders.csv", "copy of orders.csv"):
        again = load(shop, tmp_path, GOOD, name)
        assert again["already_loaded"] and again["import_id"] == first["import_id"]
        assert (counts(again), again["rows_duplicate"], again["customers_new"]) == ((0, 0, 2), 2, 0)
        assert state(shop) == held
    head, one, two, _ = GOOD.split("\n")
    otherwise = {
        "packed": gzipped(GOOD),
        "zipped": zipped(("x.csv", GOOD)),
        "recoded": GOOD.encode("utf-16"),
        "sorted": "\n".join([head, two, one]),
        "semicolons": GOOD.replace(",", ";"),
        "columns": "Email,Order total,Order ID,Order date\nanna@example.com,10.50,1,2024-01-05 10:00\n"
        "boris@example.com,20.00,2,06.02.2024 11:00\n".replace("06.02.2024 11:00", "2024-02-06 11:00"),
    }
    kept = orders(shop, PEOPLE)
    for name, content in otherwise.items():
        again = load(shop, tmp_path, content, name)
        assert (counts(again), again["rows_duplicate"], again["already_loaded"]) == ((0, 0, 2), 2, False), (
            name
        )
        assert (numbers(shop), orders(shop, PEOPLE)) == (described, kept), name
        undo_import(shop, again["import_id"])
        after = state(shop)
        assert {name: after[name] for name in (*VERSIONS, *MARTS)} == {
            name: held[name] for name in (*VERSIONS, *MARTS)
        }


def test_without_order_numbers_the_largest_count_of_a_content_stays(shop: Shop, tmp_path: Path):
    """Two equal rows, then a file with three of them, then one with one: three orders, not six."""
    row = "2024-01-05,anna@example.com,10\n"
    for copies, known in ((2, 0), (3, 2), (1, 1)):
        report = load(
            shop, tmp_path, "Order date,Email,Order total\n" + row * copies + f"2024-02-0{copies},b@x.ru,1\n"
        )
        assert report["orders_unchanged"] == known
    assert rows(shop, "select count(*), sum(amount) from named_order where amount = 10") == [(3, 30)]


JANUARY = [("1", "2024-01-05", "a@x.ru", 10), ("2", "2024-01-20", "b@x.ru", 20)]
FEBRUARY = [("3", "2024-02-05", "a@x.ru", 30), ("4", "2024-02-20", "c@x.ru", 40)]
MARCH = [("5", "2024-03-05", "b@x.ru", 50)]


def month(*parts: list[tuple]) -> str:
    """The parts as one file."""
    return table(HEADER.split(","), [row for part in parts for row in part])


def test_overlapping_months(shop: Shop, tmp_path: Path):
    load(shop, tmp_path, month(JANUARY, FEBRUARY))
    report = load(shop, tmp_path, month(FEBRUARY, MARCH))
    assert (counts(report), report["rows_duplicate"], report["rows_loaded"]) == ((1, 0, 2), 2, 1)
    assert orders(shop) == [("1", 10), ("2", 20), ("3", 30), ("4", 40), ("5", 50)]
    assert report["months"] == [
        {
            "month": "2024-02-01",
            "orders": 2,
            "counted": 2,
            "pending": 0,
            "gross_revenue": 70.0,
            "pending_amount": 0.0,
        },
        {
            "month": "2024-03-01",
            "orders": 1,
            "counted": 1,
            "pending": 0,
            "gross_revenue": 50.0,
            "pending_amount": 0.0,
        },
    ]


STAMPED = f"{HEADER},Updated at\n1,2024-01-05,a@x.ru,{{}},{{}}\n"
OTHER = [("9", "2024-01-{}", "z@x.ru", 1)]


def test_the_newest_version_wins(shop: Shop, tmp_path: Path):
    """Later stamp; without one the file whose data runs to the later day; on the same day the later import."""
    load(shop, tmp_path, STAMPED.format(10, "2024-01-06 10:00"))
    load(shop, tmp_path, STAMPED.format(11, "2024-01-07 10:00"))
    assert orders(shop) == [("1", 11)]
    report = load(shop, tmp_path, STAMPED.format(12, "2024-01-06 12:00"))  # older, imported later
    assert (orders(shop), counts(report), report["orders_older"]) == ([("1", 11)], (0, 0, 1), 1)
    undo_import(shop, 2)
    assert orders(shop) == [("1", 12)]


def test_without_stamps_the_file_that_runs_to_the_later_day_wins(shop: Shop, tmp_path: Path):
    to = {day: f"2,2024-01-{day},z@x.ru,1\n" for day in ("10 20:00", "10 08:00", "20 10:00")}
    load(shop, tmp_path, f"{HEADER}\n1,2024-01-05,a@x.ru,10\n{to['10 20:00']}")
    load(
        shop, tmp_path, f"{HEADER}\n1,2024-01-05,a@x.ru,11\n{to['10 08:00']}"
    )  # the same day: the later import
    assert orders(shop)[0] == ("1", 11)
    load(shop, tmp_path, f"{HEADER}\n1,2024-01-05,a@x.ru,12\n{to['20 10:00']}")
    load(
        shop,
        tmp_path,
        f"{HEADER}\n1,2024-01-05,a@x.ru,13\n{to['10 08:00']}3,2024-01-02,q@x.ru,1\n",
    )
    assert orders(shop)[1] == ("1", 12)  # an older export, imported later
    load(shop, tmp_path, f"{HEADER}\n1,2024-01-05,a@x.ru,14\n", covers_to=date(2024, 1, 25))
    assert orders(shop)[1] == ("1", 14)  # says itself that it runs to a later day


def test_an_order_is_replaced_whole(shop: Shop, tmp_path: Path):
    """A line less, no coupon any more: nothing of the older version stays."""
    head = "Order ID,Order date,Email,Coupon,Product,Quantity,Unit price"
    load(shop, tmp_path, f"{head}\n1,2024-01-05,a@x.ru,SALE,tea,1,10\n1,2024-01-05,a@x.ru,SALE,cup,1,20\n")
    report = load(shop, tmp_path, f"{head}\n1,2024-01-05,a@x.ru,,cup,1,20\n")
    assert (counts(report), report["rows_loaded"]) == ((0, 1, 0), 1)
    assert orders(shop, "order_id, amount, coupon, product") == [("1", 20, None, "cup")]
    assert rows(shop, "select is_discounted from purchase_detail") == [(False,)]


@pytest.mark.parametrize("seed", range(40 if DEEP else 2))
def test_a_file_split_by_months_in_any_order_is_the_whole_file(tmp_path: Path, seed: int):
    made = next(
        shop for shop in map(shop_of_seed, range(900 + seed * 50, 9000)) if 8 <= len(shop.orders) <= 60
        and len({(order.ordered_at.year, order.ordered_at.month) for order in shop.orders}) in (3, 4, 5)
    )  # fmt: skip
    skipped = 0 if made.numbered else 1
    months: dict[tuple[int, int], list[list[str]]] = {}
    for order in made.orders:
        months.setdefault((order.ordered_at.year, order.ordered_at.month), []).append(cells(order)[skipped:])
    parts = list(months.values())
    random.Random(seed).shuffle(parts)
    head = MADE_HEADER[skipped:]
    with Shop.open(tmp_path / "whole.duckdb") as whole, Shop.open(tmp_path / "split.duckdb") as split:
        load(whole, tmp_path, table(head, [row for part in parts for row in part]))
        for part in parts:
            load(split, tmp_path, table(head, part))
        assert numbers(split) == numbers(whole), made.label
        assert sorted(orders(split, PEOPLE)) == sorted(orders(whole, PEOPLE)), made.label
        assert people(split) == people(whole), made.label


SESSIONS = (
    "session_id,visitor_id,started_at,email,cart,purchased\n"
    "s1,v1,2024-01-04 10:00,,1,0\ns2,v1,2024-01-05 10:00,a@x.ru,1,1\ns3,v2,2024-01-06 10:00,,0,0\n"
)


def test_undo_is_as_if_never_loaded(shop: Shop, tmp_path: Path):
    """Step by step back, and an early import out of the middle."""
    files = [month(JANUARY), SESSIONS, month([("1", "2024-01-05", "a@x.ru", 99), *FEBRUARY]), month(MARCH)]
    states = []
    for number, content in enumerate(files):
        states.append(dump(shop))
        load(shop, tmp_path, content, f"{number}.csv")
    for number in (4, 3, 2, 1):
        undo_import(shop, number)
        assert dump(shop) == states[number - 1], number
    assert numbers(shop)["as_of"] is None and shop.records("shop/journal") == []
    with pytest.raises(ShopError) as caught:
        undo_import(shop, 1)
    assert caught.value.code == "import_unknown" and "1" in caught.value.sentence


def meanings(shop: Shop) -> list[tuple]:
    return rows(shop, "select word, meaning from status_meaning order by word")


def test_undo_takes_back_what_the_import_decided(shop: Shop, tmp_path: Path):
    """Status words and the time zone that came with the import go with it, unless somebody decided otherwise since."""
    before = state(shop)
    load(shop, tmp_path, month(JANUARY), statuses={"odd": "counted"}, time_zone="Europe/Moscow")
    undo_import(shop, 1)
    assert meanings(shop) == [] and shop.setting("time_zone") == before["settings"]["time_zone"]
    load(shop, tmp_path, month(JANUARY), statuses={"odd": "counted", "new": "test"})
    load(shop, tmp_path, month(FEBRUARY), statuses={"odd": "cancelled"})
    decide_statuses(shop, {"new": "pending"})
    undo_import(shop, 2)
    assert meanings(shop) == [("new", "pending"), ("odd", "cancelled")]
    undo_import(shop, 3)
    assert meanings(shop) == [("new", "pending")]


def test_sources_have_order_numbers_of_their_own(shop: Shop, tmp_path: Path):
    """Order 1 of the site and order 1 of the store are two orders; who bought in both is told apart."""
    load(shop, tmp_path, month(JANUARY), source="site")
    report = load(shop, tmp_path, month(JANUARY[:1]).replace("2024-01", "2024-02"), source="store")
    assert (report["orders_new"], report["orders_updated"]) == (1, 0)
    assert len(orders(shop)) == len(JANUARY) + 1
    sources = (
        "select first_source, sources, count(*) from customer where purchases > 0 group by all order by all"
    )
    assert rows(shop, sources) == [("site", 1, len(JANUARY) - 1), ("site", 2, 1)]
    assert orders(shop, "distinct source, ordered_at >= '2024-02-01'")[-1] == ("store", True)
    undo_import(shop, 2)
    assert rows(shop, "select max(sources), max(first_source) from customer") == [(1, "site")]


def test_undo_of_an_early_import(shop: Shop, tmp_path: Path):
    """January out of January, sessions, February: equal to a shop that never saw it, but for the numbers of people."""
    later = [SESSIONS, month([("1", "2024-01-05", "a@x.ru", 99), *FEBRUARY])]
    for number, content in enumerate([month(JANUARY), *later]):
        load(shop, tmp_path, content, f"{number}.csv")
    undo_import(shop, 1)
    with Shop.open(tmp_path / "other.duckdb") as other:
        for number, content in enumerate(later):
            load(other, tmp_path, content, f"{number}.csv")
        assert numbers(shop) == numbers(other)
        assert orders(shop, PEOPLE) == orders(other, PEOPLE)
        assert people(shop) == people(other)
        identifiers = "select kind, value from identifier order by all"
        assert rows(shop, identifiers) == rows(other, identifiers)
        visits = "select session_id, visited_at, has_cart, customer_key is null from visit order by all"
        assert rows(shop, visits) == rows(other, visits)


def test_numbers_of_imports_and_people_are_never_used_again(shop: Shop, tmp_path: Path):
    first = load(shop, tmp_path, month(JANUARY))
    keys = {row[0] for row in rows(shop, "select customer_key from customer")}
    undo_import(shop, first["import_id"])
    second = load(shop, tmp_path, month(MARCH))
    assert second["import_id"] == first["import_id"] + 1
    assert min(row[0] for row in rows(shop, "select customer_key from customer")) > max(keys)


def test_a_trial_import_reports_and_changes_nothing(shop: Shop, tmp_path: Path):
    load(shop, tmp_path, month(JANUARY))
    before = state(shop)
    tried = load(shop, tmp_path, month(JANUARY, FEBRUARY), dry_run=True, statuses={"odd": "counted"})
    assert state(shop) == before
    assert tried["import_id"] is None and (counts(tried), tried["customers_new"]) == ((2, 0, 2), 1)
    done = load(shop, tmp_path, month(JANUARY, FEBRUARY), statuses={"odd": "counted"})
    same = set(done) - {"import_id", "seconds"}
    assert {name: tried[name] for name in same} == {name: done[name] for name in same}


def test_how_far_the_data_run_can_be_stated(shop: Shop, tmp_path: Path):
    report = load(shop, tmp_path, month(JANUARY), covers_to=date(2024, 1, 31))
    assert numbers(shop)["as_of"] == "2024-01-31"
    load(shop, tmp_path, month(FEBRUARY))
    assert numbers(shop)["as_of"] == "2024-02-20"
    undo_import(shop, report["import_id"])
    assert numbers(shop)["as_of"] == "2024-02-20"
    again = load(shop, tmp_path, month(FEBRUARY), covers_to=date(2024, 2, 29))  # known, but says more
    assert (again["already_loaded"], again["rows_duplicate"], numbers(shop)["as_of"]) == (
        False,
        2,
        "2024-02-29",
    )


STATUSES = table(
    [*HEADER.split(","), "Status"],
    [
        ("1", "2024-01-01", "a@x.ru", 1, "Выполнен"), ("2", "2024-01-02", "b@x.ru", 2, " PAID "),
        ("3", "2024-01-03", "c@x.ru", 4, "Отменён"), ("4", "2024-01-04", "d@x.ru", 8, "Недозвон"),
        ("5", "2024-01-05", "e@x.ru", 16, "on its way"), ("6", "2024-01-06", "f@x.ru", 32, "on its way"),
        ("7", "2024-01-07", "g@x.ru", 64, "draft"), ("8", "2024-01-08", "h@x.ru", 128, "Возврат"),
        ("9", "2024-01-09", "i@x.ru", 256, ""), ("10", "2024-01-10", "j@x.ru", 512, "partially_refunded"),
    ],
)  # fmt: skip


def test_status_words(shop: Shop, tmp_path: Path):
    """1 + 2 + 256 + 512 are sold; 128 sold and given back; the unknown word waits until it is mapped."""
    report = load(shop, tmp_path, STATUSES)
    assert report["statuses"]["on its way"] == {"count": 2, "meaning": "pending"}
    assert {word: said["meaning"] for word, said in report["statuses"].items()} == {
        "Выполнен": "counted", "PAID": "counted", "Отменён": "cancelled", "Недозвон": "pending",
        "on its way": "pending", "draft": "test", "Возврат": "refunded", "partially_refunded": "counted",
    }  # fmt: skip
    assert report["unknown_statuses"] == ["on its way"]
    assert ["status_words_unknown", {"words": "on its way", "orders": 2}] in report["warnings"]
    assert (numbers(shop)["gross_revenue"], numbers(shop)["net_revenue"], report["revenue"]) == (
        899,
        771,
        771,
    )
    assert shop.coverage().unknown_status_orders == 2
    report = load(shop, tmp_path, STATUSES, statuses={"On its way ": "counted", "paid": "cancelled"})
    assert report["unknown_statuses"] == [] and report["rows_duplicate"] == 10
    assert (numbers(shop)["net_revenue"], numbers(shop)["purchases"]) == (771 + 48 - 2, 5)


def test_paid_and_cancelled_columns_decide_together(shop: Shop, tmp_path: Path):
    head = [*HEADER.split(","), "Paid", "Cancelled"]
    said = [("yes", "no"), ("no", "no"), ("yes", "2024-01-04"), ("", "")]
    lines = [(str(n), f"2024-01-0{n}", "a@x.ru", n, *words) for n, words in enumerate(said, 1)]
    load(shop, tmp_path, table(head, lines))
    assert [row[0] for row in orders(shop, "meaning")] == ["counted", "pending", "cancelled", "counted"]


REFUNDS = table(
    [*HEADER.split(","), "Status", "Refunded amount", "Refunded at"],
    [
        ("1", "2024-01-01", "a@x.ru", 100, "paid", 30, "2024-02-10"),  # in part, at its own date
        ("2", "2024-01-02", "b@x.ru", 50, "paid", 50, ""),  # in full: no purchase
        ("3", "2024-01-03", "c@x.ru", 80, "refunded", "", ""),  # the word alone
        ("4", "2024-01-04", "a@x.ru", -20, "paid", "", ""),  # a separate order below 0
        ("5", "2024-01-05", "d@x.ru", 60, "cancelled", 60, ""),
        ("6", "2024-01-06", "d@x.ru", 40, "pending", "", ""),
        ("7", "2024-01-07", "d@x.ru", 10, "test", "", ""),
        ("8", "2024-01-08", "e@x.ru", 0, "paid", "", ""),  # nothing paid: no purchase
        ("9", "2024-01-09", "f@x.ru", 25, "paid", -5, ""),  # written below 0
        ("10", "2024-01-10", "", 10, "paid", 4, "2024-01-12"),  # anonymous
    ],
)


def test_refunds(shop: Shop, tmp_path: Path):
    """gross 100 + 50 + 80 + 25 + 10 = 265; given back 30 + 50 + 80 + 20 + 5 + 4 = 189; purchases: orders 1 and 9."""
    report = load(shop, tmp_path, REFUNDS, covers_to=date(2024, 2, 28))
    told = numbers(shop)
    assert (told["gross_revenue"], told["refunds"], told["net_revenue"]) == (265, 189, 76)
    assert (told["purchases"], told["customers"], told["average_order_value"]) == (2, 2, 62.5)
    assert (told["anonymous_orders"], told["anonymous_revenue_share"]) == (1, 10 / 265)
    assert report["revenue"] == 76
    given_back = rows(
        shop,
        "select order_id, moved_on, refund from money inner join order_number using (order_key) "
        "where refund > 0 order by cast(order_id as int)",
    )
    assert given_back == [
        ("1", date(2024, 2, 10), 30), ("2", date(2024, 1, 2), 50), ("3", date(2024, 1, 3), 80),
        ("4", date(2024, 1, 4), 20), ("9", date(2024, 1, 9), 5), ("10", date(2024, 1, 12), 4),
    ]  # fmt: skip
    assert rows(
        shop,
        "select order_id, amount, refunded from purchase_detail join order_number using (order_key) order by all",
    ) == [
        ("1", 100, 30),
        ("9", 25, 5),
    ]


def test_a_refund_after_the_end_of_the_data_counts_on_its_last_day(shop: Shop, tmp_path: Path):
    """The last day is that of all data: sessions and stated days too, so a refund is no day too early."""
    moved = "select moved_on from money inner join order_number using (order_key) where refund > 0 and order_id = '1'"
    load(shop, tmp_path, REFUNDS)
    assert rows(shop, moved) == [(date(2024, 1, 10),)]
    load(shop, tmp_path, SESSIONS.replace("2024-01-06", "2024-02-01"), "sessions.csv")
    assert rows(shop, moved) == [(date(2024, 2, 1),)]
    load(shop, tmp_path, REFUNDS, covers_to=date(2024, 2, 28))
    assert rows(shop, moved) == [(date(2024, 2, 10),)]


def test_currencies_are_never_added(shop: Shop, tmp_path: Path):
    """Two orders in euro, one in dollars, one without a word: the main currency counts, and the rest is told."""
    lines = [("1", "2024-01-01", "a@x.ru", 1, "eur"), ("2", "2024-01-02", "b@x.ru", 2, "EUR"),
             ("3", "2024-01-03", "a@x.ru", 4, "USD"), ("4", "2024-01-04", "c@x.ru", 8, "")]  # fmt: skip
    report = load(shop, tmp_path, table([*HEADER.split(","), "Currency"], lines))
    assert ["other_currencies", {"orders": 1}] in report["warnings"]
    told = numbers(shop)
    assert (told["currency"], told["gross_revenue"], told["purchases"], told["customers"]) == (
        "EUR",
        11,
        3,
        3,
    )
    assert shop.coverage().other_currency_orders == 1


def test_no_customer_column_is_told_and_not_refused(shop: Shop, tmp_path: Path):
    report = load(shop, tmp_path, "Order ID,Order date,Order total\n1,2024-01-05,5\n2,2024-01-06,7\n")
    assert ["no_customer_column", {}] in report["warnings"]
    told = numbers(shop)
    assert (told["customers"], told["anonymous_orders"], told["anonymous_revenue_share"]) == (0, 2, 1.0)
    assert told["net_revenue"] == 12


def test_purchases_are_numbered_by_time_then_id_then_row(shop: Shop, tmp_path: Path):
    """9 before 10 as long as all ids are numbers; as texts 10 comes before 9."""
    lines = [
        ("10", "2024-01-05", "a@x.ru", 10),
        ("9", "2024-01-05", "a@x.ru", 9),
        ("11", "2024-01-04", "a@x.ru", 11),
    ]
    load(shop, tmp_path, month(lines))
    numbered = "select order_id from purchase join order_number using (order_key) order by purchase_number"
    assert rows(shop, numbered) == [("11",), ("9",), ("10",)]
    load(shop, tmp_path, month([("A1", "2024-01-06", "a@x.ru", 1)]))
    assert rows(shop, numbered) == [("11",), ("10",), ("9",), ("A1",)]


def test_exact_cents(shop: Shop, tmp_path: Path):
    """A thousand times 0.10 is 100, not 99.9999…"""
    lines = [(f"{n}", datetime(2024, 1, 1 + n % 28).isoformat(), f"u{n}@x.ru", "0.10") for n in range(1000)]
    load(shop, tmp_path, month(lines))
    assert rows(shop, "select sum(gross) from money") == [(Decimal(100),)]


def test_the_window_of_the_last_day_is_kept_and_asked_for(tmp_path: Path):
    """What import keeps is what the purchases say; another day, and a shop without orders, have none kept."""
    pairs = [
        f"{number},{day},c{number}@example.com,1"
        for number in range(60)
        for day in ("2024-01-01", "2024-01-26")
    ]
    rows_of = [f"{place}-{row}" for place, row in enumerate([*pairs, "60,2024-04-09,last@example.com,1"])]
    text = "\n".join([HEADER, *rows_of, ""])
    with Shop.open(tmp_path / "shop.duckdb") as shop:
        assert shop.records("shop/known_window", {"as_of": date(2024, 1, 1), "horizon": 0}) == []
        load(shop, tmp_path, text)
        asked = {"as_of": date(2024, 4, 9), "horizon": 50}
        kept = shop.records("shop/known_window", asked)
        assert kept == shop.records("metrics/churn_window", asked) == [{"gaps": 60, "tenths": 250}]
        assert churn_window(shop).percentile == 25
        assert shop.records("shop/known_window", {**asked, "as_of": date(2024, 4, 8)}) == []
