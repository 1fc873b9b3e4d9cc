"""Every check passes on a good shop and finds what is planted for it."""

from datetime import UTC, datetime

import pytest

from retention.metrics import CHECKS, run_checks
from retention.shop.statements import statement

LOADED = datetime(2024, 4, 16, tzinfo=UTC).replace(tzinfo=None)
PLANTED = {
    "orders_before_first": "update current_order set ordered_at = '2023-12-31' where order_key = 3",
    "negative_gaps": "update current_order set days_since_previous = -1 where order_key = 3",
    "purchase_numbers": "update current_order set purchase_number = 4 where order_key = 3",
    "money_adds_up": "insert into other_money (moved_on, gross, refund, order_key) values ('2024-03-01', 5, 0, 1)",
    "customers_add_up": "update customer set net_revenue = net_revenue + 1 where customer_key = 2",
    "cohorts_hold_everybody": "update current_order set purchase_number = 2 where order_key = 8",
    "churn_adds_up": "update current_order set purchase_number = 2 where order_key = 8",
    "segments_hold_everybody": "update current_order set purchase_number = null where customer_key = 4",
    "refunds_above_orders": """insert into order_detail (order_key, discount, refunded) values (1, 0, 11)""",
    "orders_from_the_future": "update import_journal set imported_at = '2024-03-01'",
    "months_without_orders": "update current_order set ordered_at = '2024-06-01' where order_key = 10",
}


@pytest.fixture
def shop(ten_orders):
    """The ten orders with the journal, numbers and sums that an import writes."""
    with ten_orders.write() as cursor:
        cursor.execute(
            """insert into import_journal (import_id, kind, file_name, file_hash, reading_hash, rows_read, rows_loaded,
                rows_rejected, rows_duplicate, imported_at, report)
            values (1, 'orders', 'orders.csv', '', '', 10, 10, 0, 0, $at, '{}')""",
            {"at": LOADED},
        )
        cursor.execute("insert into order_series values (1, '', true)")
        cursor.execute(
            "insert into order_number select order_key, 1, cast(order_key as text) from current_order"
        )
        cursor.execute("""update customer set
            purchases = (select count(*) from purchase where purchase.customer_key = customer.customer_key),
            net_revenue = (select sum(amount) from purchase where purchase.customer_key = customer.customer_key)""")
    return ten_orders


def found(shop):
    return {finding.check.key: finding.count for finding in run_checks(shop) if finding.count}


def test_a_good_shop_passes_all(shop):
    assert found(shop) == {}
    assert [finding.check for finding in run_checks(shop)] == list(CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.key)
def test_each_finds_what_is_planted(shop, check):
    with shop.write() as cursor:
        cursor.execute(PLANTED[check.key])
    assert check.key in found(shop)


def test_numbers_that_add_up_by_chance_are_found(shop):
    """1 1 4 4 instead of 1 2 3 4: as many, from 1 to 4, with the same sum."""
    with shop.write() as cursor:
        cursor.execute("""update current_order set customer_key = 1, purchase_number = case rank when 2 then 1 when 3
                then 4 else rank end
            from (select order_key, row_number() over (order by order_key) as rank from purchase) as ranked
            where ranked.order_key = current_order.order_key and rank <= 4""")
        cursor.execute("update customer set purchases = 4 where customer_key = 1")
    rows = next(one.rows for one in run_checks(shop) if one.check.key == "purchase_numbers")
    first = rows[rows["customer_key"] == 1].iloc[0]
    assert (first["purchases"], first["last_number"], first["number_sum"], first["counted"]) == (4, 4, 10, 4)


def test_two_errors_do_not_make_up_for_each_other(shop):
    with shop.write() as cursor:
        for key, more in ((1, 1), (2, -1)):
            cursor.execute(
                f"update customer set net_revenue = net_revenue + {more} where customer_key = {key}"
            )
    assert found(shop) == {"customers_add_up": 2}


def test_the_first_violations_are_shown(shop):
    with shop.write() as cursor:
        cursor.execute(PLANTED["months_without_orders"])
        cursor.execute("delete from current_order where ordered_at between '2024-04-01' and '2024-05-31'")
    rows = next(one.rows for one in run_checks(shop) if one.check.key == "months_without_orders")
    assert [str(day)[:10] for day in rows["month_on"]] == ["2024-04-01", "2024-05-01"]


def test_an_empty_shop_has_nothing_to_check(shop_of):
    assert run_checks(shop_of("")) == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.key)
def test_statements_say_what_they_are(check):
    lines = statement(f"checks/{check.key}").splitlines()
    header = " ".join(line for line in lines if line.startswith("--"))
    assert "Grain:" in header and "Columns:" in header and "empty = pass" in header
    assert lines[-1].startswith("select * from wrong")
    assert max(map(len, lines)) <= 120
