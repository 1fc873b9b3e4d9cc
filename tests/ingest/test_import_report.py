"""The import report: from all orders to ours, what an import changed in what was there before."""

from datetime import date

import pytest

from retention.ingest import changed_orders, orders_of_import, recounted, undo_import
from retention.ingest.words import STEPS
from retention.metrics import describe
from retention.shop.settings import decide_statuses
from tests.ingest.support import dump, load, rows

HEADER = "Order ID,Order date,Email,Order total,Status,Refunded amount,Currency\n"
FILE = HEADER + "\n".join(
    [
        "1,2026-01-05,anna@example.com,10.10,completed,,EUR",
        "2,2026-01-06,anna@example.com,20.20,cancelled,,EUR",
        "3,2026-01-07,boris@example.com,30.30,pending,,EUR",
        "4,2026-01-08,boris@example.com,40.40,test,,EUR",
        "5,2026-02-09,vera@example.com,50.50,completed,5.05,EUR",
        "6,2026-02-10,vera@example.com,60.60,refunded,,EUR",
        "7,2026-02-11,,70.70,completed,,EUR",
        "8,2026-02-12,gleb@example.com,80.80,completed,,USD",
        "9,2026-02-13,gleb@example.com,0,completed,,EUR",
        "10,2026-02-14,gleb@example.com,-3.30,completed,,EUR",
        "11,2026-02-15,gleb@example.com,11.11,on the moon,,EUR",
    ]
)


LATER = "99,2026-03-05,anna@example.com,1,completed,,EUR\n"
"""The newer file is the one whose data run to the later day."""


def test_every_order_stands_in_one_step_and_the_amounts_add_up(shop, tmp_path):
    report = load(shop, tmp_path, FILE)
    bridge = report["bridge"]
    assert {step: bridge[step] for step in STEPS} == {
        "cancelled": 1, "pending": 2, "test": 1, "other_currency": 1, "given_back": 2, "given_back_in_part": 1,
        "free": 1, "ours": 3,
    }  # fmt: skip
    assert sum(bridge[step] for step in STEPS if step != "given_back_in_part") == bridge["orders"] == 11
    assert bridge["all_amount"] == pytest.approx(293.91)
    assert bridge["refunds_amount"] == pytest.approx(5.05 + 60.60 + 3.30)
    assert report["revenue"] == pytest.approx(10.10 + 50.50 - 5.05 + 70.70 - 3.30)
    assert report["revenue"] == pytest.approx(describe(shop)["net_revenue"])


def test_each_step_opens_its_orders(shop, tmp_path):
    import_id = load(shop, tmp_path, FILE)["import_id"]
    found = {step: list(orders_of_import(shop, import_id, step)["order_id"]) for step in STEPS}
    assert found == {
        "cancelled": ["2"], "pending": ["11", "3"], "test": ["4"], "other_currency": ["8"],
        "given_back": ["10", "6"], "given_back_in_part": ["5"], "free": ["9"], "ours": ["7", "1"],
    }  # fmt: skip
    [order] = orders_of_import(shop, import_id, "cancelled").to_dict("records")
    assert (order["email"], order["status"], order["ordered_on"].date()) == (
        "anna@example.com", "cancelled", date(2026, 1, 6))  # fmt: skip


def test_anonymous_share_and_months(shop, tmp_path):
    report = load(shop, tmp_path, FILE)
    assert report["anonymous_orders"] == 1
    assert report["anonymous_revenue_share"] == pytest.approx(70.70 / (10.10 + 50.50 + 70.70))
    months = {month["month"]: month for month in report["months"]}
    assert (months["2026-01-01"]["pending"], months["2026-01-01"]["pending_amount"]) == (1, 30.30)
    assert months["2026-02-01"]["counted"] == 2


def test_corrected_order_is_named_with_its_old_and_new_amount(shop, tmp_path):
    load(
        shop,
        tmp_path,
        "Order ID,Order date,Email,Item,Price,Quantity\n1,2026-01-30,anna@example.com,A,10,1\n",
    )
    report = load(shop, tmp_path, "Order ID,Order date,Email,Item,Price,Quantity\n"
                  "1,2026-01-30,anna@example.com,A,10,1\n1,2026-01-30,anna@example.com,B,5,1\n"
                  "2,2026-02-01,anna@example.com,C,7,1\n", "f.csv")  # fmt: skip
    assert (report["amounts_changed"], report["amounts_changed_by"]) == (1, 5)
    [order] = changed_orders(shop, report["import_id"]).to_dict("records")
    assert (order["order_id"], order["amount_before"], order["amount_after"]) == ("1", 10, 15)
    assert report["months_changed"] == [
        {
            "month": "2026-01-01",
            "orders_before": 1,
            "orders_after": 1,
            "revenue_before": 10.0,
            "revenue_after": 15.0,
        }
    ]


def test_new_months_are_no_change(shop, tmp_path):
    first = load(shop, tmp_path, FILE)
    assert (first["months_changed"], first["orders_changed"]) == ([], 0)
    second = load(shop, tmp_path, HEADER + "20,2026-03-05,anna@example.com,1,completed,,EUR\n", "f.csv")
    assert (second["months_changed"], second["orders_changed"]) == ([], 0)


def test_late_refund_changes_its_order_but_not_its_amount(shop, tmp_path):
    load(shop, tmp_path, FILE)
    report = load(
        shop, tmp_path, HEADER + LATER + "1,2026-01-05,anna@example.com,10.10,completed,10.10,EUR\n", "f.csv"
    )
    assert (report["orders_changed"], report["amounts_changed"]) == (1, 0)


def test_joined_customers_are_counted(shop, tmp_path):
    load(shop, tmp_path, "Order ID,Order date,Email,Phone,Order total\n1,2026-01-05,anna@example.com,,5\n"
         "2,2026-01-06,,+79991234567,5\n3,2026-01-06,boris@example.com,,5\n")  # fmt: skip
    report = load(shop, tmp_path, "Order ID,Order date,Email,Phone,Order total\n"
                  "4,2026-02-05,anna@example.com,+79991234567,5\n", "f.csv")  # fmt: skip
    assert (report["customers_joined"], report["customers_new"]) == (1, 0)


def test_undo_leaves_nothing_of_the_report(shop, tmp_path):
    load(shop, tmp_path, FILE)
    before = dump(shop, ("order_change", "remembered_layout"))
    second = load(
        shop, tmp_path, HEADER + LATER + "1,2026-01-05,anna@example.com,99,completed,,EUR\n", "f.csv"
    )
    assert rows(shop, "select count(*) from order_change") == [(1,)]
    undo_import(shop, second["import_id"])
    assert dump(shop, ("order_change", "remembered_layout")) == before


def test_older_file_changes_no_order_and_says_so(shop, tmp_path):
    load(shop, tmp_path, FILE)
    older = (
        HEADER
        + "1,2026-01-05,anna@example.com,12,completed,,EUR\n2,2026-01-06,anna@example.com,20.20,cancelled,,EUR\n"
    )
    report = load(shop, tmp_path, older, "f.csv")
    assert (report["orders_new"], report["orders_updated"], report["orders_unchanged"]) == (0, 0, 2)
    assert report["orders_older"] == 1
    assert [
        float(amount) for (amount,) in rows(shop, "select amount from named_order where order_id = '1'")
    ] == [10.10]


def test_report_is_counted_anew_after_a_decision(shop, tmp_path):
    report = load(shop, tmp_path, FILE)
    assert report["unknown_statuses"] == ["on the moon"]
    decide_statuses(shop, {"on the moon": "counted"})
    now = recounted(shop, report)
    assert (now["bridge"]["pending"], now["unknown_statuses"]) == (1, [])
    assert now["revenue"] == pytest.approx(report["revenue"] + 11.11)
    assert [code for code, _ in now["warnings"]] == ["other_currencies"]
