"""Gaps between purchases, worked by hand."""

from datetime import date

import pytest

from retention.errors import MetricRefused
from retention.metrics import compute, latency
from retention.values import Attribute, Segment, Subject
from tests.metrics.visiting import lined


def rows(result):
    return list(result.rows.itertuples(index=False, name=None))


def test_ten_orders(ten_orders):
    """1 → 2: ann 0, eve 1, bob 29, cid 59; 2 → 3: ann 55."""
    assert rows(latency(ten_orders)) == [
        (1, 0, 1),
        (1, 1, 1),
        (1, 29, 1),
        (1, 59, 1),
        (2, 55, 1),
        ("all", 0, 1),
        ("all", 1, 1),
        ("all", 29, 1),
        ("all", 55, 1),
        ("all", 59, 1),
    ]
    assert latency(ten_orders).facts == {"gaps": 5}


def test_order_numbers_sort_as_numbers(shop_of):
    shop = shop_of("\n".join(f"ann 2024-01-{day:02} 1" for day in range(1, 13)))
    assert list(dict.fromkeys(latency(shop).rows["order_number"])) == [*range(1, 12), "all"]
    assert rows(latency(shop))[-1] == ("all", 1, 11)


def test_a_gap_that_has_not_ended_is_not_there(ten_orders):
    assert rows(latency(ten_orders, as_of=date(2024, 2, 28))) == [(1, 0, 1), ("all", 0, 1)]


def test_purchases_of_unknown_number_are_in_all_alone(ten_orders):
    """Ann's first order, by a list of customers, is older than the data: nobody knows which gaps 0 and 55 are."""
    with ten_orders.write() as cursor:
        cursor.execute("update current_order set first_on = null where customer_key = 1")
    found = latency(ten_orders)
    assert [row for row in rows(found) if row[0] != "all"] == [(1, 1, 1), (1, 29, 1), (1, 59, 1)]
    assert [row[1] for row in rows(found) if row[0] == "all"] == [0, 1, 29, 55, 59]
    assert found.facts == {"gaps": 5}


def test_nobody_came_back(shop_of):
    assert rows(latency(shop_of("ann 2024-01-01 1"))) == []


def test_a_segment(shop_of):
    shop = shop_of(
        "ann 2024-01-01 1\nann 2024-01-02 1\nbob 2024-01-01 1\nbob 2024-01-04 1",
        attributes={"bob": {"country": "Spain"}},
    )
    segment = Segment(((Attribute.COUNTRY, "Spain"),))
    assert rows(latency(shop, segment=segment)) == [(1, 3, 1), ("all", 3, 1)]


def test_by_category_of_the_purchase_before(shop_of):
    """Ann: Tea, 5 days, Cup, 7 days, nothing known, 9 days, Tea. Bob: Tea (the larger line), 5 days, Tea."""
    shop = shop_of(
        "ann 2024-01-01 1\nann 2024-01-06 1\nann 2024-01-13 1\nann 2024-01-22 1\nbob 2024-02-01 1\nbob 2024-02-06 1"
    )
    lined(shop, "ann 1 Tea\nann 2 Cup\nann 4 Tea\nbob 1 Cup 1\nbob 1 Tea 3\nbob 2 Tea")
    result = latency(shop, by=Subject.CATEGORY)
    assert list(result.rows.columns) == ["category", "days", "gaps"]
    wanted = [("Cup", 7, 1), ("Tea", 5, 2), ("all", 5, 2), ("all", 7, 1), ("all", 9, 1)]
    assert rows(result) == wanted and result.facts == {"gaps": 4}
    assert rows(compute(shop, "latency", by="category", orders_where="manager=")) == wanted
    early = latency(shop, by=Subject.CATEGORY, as_of=date(2024, 1, 12))
    assert rows(early) == [("Tea", 5, 1), ("all", 5, 1)]


def test_gaps_have_a_category_and_no_price(ten_orders):
    with pytest.raises(MetricRefused, match="by cannot be"):
        compute(ten_orders, "latency", by="price_band")
    assert rows(latency(ten_orders, by=Subject.CATEGORY)) == [("all", days, 1) for days in (0, 1, 29, 55, 59)]
