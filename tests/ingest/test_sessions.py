"""Session exports: one row a visit or one row an event; purchases that only sessions know; who the visitors are."""

from datetime import datetime
from pathlib import Path

import pytest

from retention.ingest import undo_import
from retention.shop import Shop
from tests.ingest.support import dump, load, numbers, orders, read_here, refusal, rows

pytestmark = pytest.mark.usefixtures("reads_here")

EVENTS = """event_timestamp,event_name,user_pseudo_id,ga_session_id,transaction_id,purchase_revenue,currency
1704448800000000,page_view,v1,1,,,
1704448860000000,view_item,v1,1,,,
1704448920000000,add_to_cart,v1,1,,,
1704448920000000,add_to_cart,v1,1,,,
1704448980000000,begin_checkout,v1,1,,,
1704449040000000,purchase,v1,1,T1,25.50,EUR
1704449041000000,purchase,v1,1,T1,25.50,EUR
1704535200000000,page_view,v1,2,,,
1704535200000000,add_to_cart,v2,1,,,
1704538800000000,purchase,v2,2,T2,10,EUR
"""


def test_events_become_sessions(shop: Shop, tmp_path: Path):
    """v1 twice and v2 twice: visit number 1 of v1 is not that of v2. One event doubled, one transaction reported
    twice: eight of ten rows. 5 January 2024, 10:00 UTC is 1704448800."""
    report = load(shop, tmp_path, EVENTS)
    assert [report[f"rows_{name}"] for name in ("read", "loaded", "rejected", "duplicate")] == [10, 8, 0, 2]
    assert (report["kind"], report["dialect"], report["sessions_new"]) == ("sessions", "ga4", 4)
    columns = "session_id, visited_at, has_cart, has_checkout, has_purchase"
    assert rows(shop, f"select {columns} from visit order by session_id") == [
        ("v1:1", datetime(2024, 1, 5, 10), True, True, True),
        ("v1:2", datetime(2024, 1, 6, 10), False, False, False),
        ("v2:1", datetime(2024, 1, 6, 10), True, False, False),
        ("v2:2", datetime(2024, 1, 6, 11), False, False, True),
    ]
    told = numbers(shop)
    assert (told["sessions"], told["purchases"], told["gross_revenue"], told["customers"]) == (4, 2, 35.5, 2)
    assert orders(shop, "order_id, ordered_at, amount") == [
        ("T1", datetime(2024, 1, 5, 10, 4), 25.5),
        ("T2", datetime(2024, 1, 6, 11), 10),
    ]


def test_a_visit_cut_by_the_end_of_a_file_is_put_together(shop: Shop, tmp_path: Path):
    lines = EVENTS.splitlines(keepends=True)
    load(shop, tmp_path, "".join(lines[:4]), "january.csv")
    assert rows(shop, "select has_cart, has_purchase from visit") == [(True, False)]
    load(shop, tmp_path, lines[0] + "".join(lines[3:]), "february.csv")
    cut = dump(shop, ("visit",))
    with Shop.open(tmp_path / "whole.duckdb") as whole:
        load(whole, tmp_path, EVENTS)
        assert numbers(whole) == numbers(shop)
        assert dump(whole, ("visit",)) == cut
    again = load(shop, tmp_path, lines[0] + "".join(lines[3:]) + "\n", "again.csv")
    assert (again["sessions_unchanged"], again["rows_loaded"]) == (4, 0)


ORDERS = (
    "Order ID,Order date,Email,Order total\nT1,2024-01-05 10:04,a@x.ru,20\nT9,2024-01-07 10:00,z@x.ru,5\n"
)


def test_purchases_of_sessions_are_orders_only_while_no_orders_are_loaded(shop: Shop, tmp_path: Path):
    """Loading orders turns them into marks, undo turns them back, and the description says which it is."""
    load(shop, tmp_path, EVENTS, "events.csv")
    alone = dump(shop)
    assert shop.coverage().orders_from_sessions
    report = load(shop, tmp_path, ORDERS)
    assert orders(shop) == [("T1", 20), ("T9", 5)] and not shop.coverage().orders_from_sessions
    assert (numbers(shop)["gross_revenue"], numbers(shop)["sessions"]) == (25, 4)
    marked = "select session_id, has_purchase, customer_key from visit order by session_id"
    buyer = dict(orders(shop, "order_id, customer_key"))["T1"]
    visits = rows(shop, marked)
    assert [visit[:2] for visit in visits] == [
        ("v1:1", True),
        ("v1:2", False),
        ("v2:1", False),
        ("v2:2", True),
    ]
    assert visits[0][2] == visits[1][2] == buyer  # the visitor is the buyer, before and after
    assert visits[2][2] == visits[3][2] not in (buyer, None)
    undo_import(shop, report["import_id"])
    assert dump(shop) == alone


def test_the_order_of_loading_does_not_matter(shop: Shop, tmp_path: Path):
    load(shop, tmp_path, ORDERS)
    load(shop, tmp_path, EVENTS, "events.csv")
    with Shop.open(tmp_path / "other.duckdb") as other:
        load(other, tmp_path, EVENTS, "events.csv")
        load(other, tmp_path, ORDERS)
        assert numbers(other) == numbers(shop)
        assert orders(other) == orders(shop)


VISITS = """Session ID,Visitor ID,Started at,Email,Cart,Purchased,Cart value,Pages
s1,v1,2024-01-01 09:00,,0,0,,3
s2,v1,2024-01-02 09:00,anna@x.ru,1,0,99.50,5
s3,v1,2024-01-03 09:00,,1,0,,2
s4,v2,2024-01-04 09:00,,yes,no,10,1
s5,v2,soon,,1,0,,1
,,2024-01-04 09:00,,1,0,,1
s6,v3,2024-01-04 10:00,,1,0,many,1
"""


def test_one_row_a_visit(shop: Shop, tmp_path: Path):
    """Anna logs in once: her visits before and after are hers too. v2 is a visitor without a name."""
    report = load(shop, tmp_path, VISITS)
    assert [report[f"rows_{name}"] for name in ("read", "loaded", "rejected", "duplicate")] == [7, 4, 3, 0]
    visits = rows(
        shop, "select visited_at, has_cart, has_purchase, cart_value, customer_key from visit order by 1"
    )
    assert [visit[1:4] for visit in visits] == [
        (False, False, None),
        (True, False, 99.5),
        (True, False, None),
        (True, False, 10),
    ]
    assert visits[0][4] == visits[1][4] == visits[2][4] != visits[3][4]
    assert (numbers(shop)["sessions"], numbers(shop)["customers"], numbers(shop)["as_of"]) == (
        4,
        0,
        "2024-01-04",
    )
    load(shop, tmp_path, "Order ID,Order date,Email,Order total\n1,2024-01-09,Anna@x.ru,5\n")
    bought = orders(shop, "customer_key")[0][0]
    assert [key == bought for (key,) in rows(shop, "select customer_key from visit order by visited_at")] == [
        True
    ] * 3 + [False]


def test_without_visit_numbers_a_row_is_a_visit(tmp_path: Path):
    """…and where rows are events, a visit ends with a pause of more than half an hour."""
    text = "Visitor ID,Started at,Cart\nv1,2024-01-01 10:00,1\nv1,2024-01-01 10:05,0\nv2,2024-01-01 10:05,0\n"
    _, found = read_here(tmp_path, text, kind="sessions")
    assert sorted((row["session_id"], row["has_cart"]) for row in found["sessions"]) == [
        ("v1:2024-01-01 10:00:00", True), ("v1:2024-01-01 10:05:00", False), ("v2:2024-01-01 10:05:00", False),
    ]  # fmt: skip
    text = (
        "Visitor ID,Event time,Event\nv1,2024-01-01 10:56,view\nv1,2024-01-01 10:00,view\n"
        "v1,2024-01-01 10:25,add_to_cart\nv2,2024-01-01 10:25,view\nv1,2024-01-01 10:55,view\n"
    )
    _, found = read_here(tmp_path, text, kind="sessions")
    assert sorted((row["session_id"], row["row_count"], row["has_cart"]) for row in found["sessions"]) == [
        ("v1:2024-01-01 10:00:00", 4, True), ("v2:2024-01-01 10:25:00", 1, False),
    ]  # fmt: skip


@pytest.mark.parametrize("pages", ["99999999999", "3.5", "-1"])
def test_odd_counts_do_not_end_the_import(tmp_path: Path, pages: str):
    _, found = read_here(tmp_path, f"Session ID,Visitor ID,Started at,Pages\ns1,v1,2024-01-01,{pages}\n")
    assert len(found["sessions"]) == 1


def test_sessions_without_time_or_visitor_are_refused(shop: Shop, tmp_path: Path):
    error = refusal(shop, tmp_path, "Session ID,Cart\ns1,1\ns2,0\n")
    assert (error.code, error.fields["needed"]) == ("column_missing", "the time of the visit")
