"""Buying habits, worked by hand."""

from datetime import date

import pandas as pd
import pytest

from retention.errors import MetricRefused
from retention.metrics import compute, habits
from retention.values import Attribute, Segment


def rows(result, habit):
    found = result.rows.set_index("habit").loc[habit, ["eligible", "customers", "share"]]
    return [None if pd.isna(value) else value for value in found]


PAID = """
    ann  2024-01-05  1
    ann  2024-01-10  1
    ann  2024-01-25  1
    bob  2024-01-04  1
    bob  2024-01-11  1
    bob  2024-01-20  1
    cid  2024-01-05  1
    cid  2024-01-06  1
"""


def test_payday(shop_of):
    """
    Ann buys on the 5th, on the fifth day after it and on the fifth after the 20th: three of three. Bob a day too early,
    a day too late, and once in time: one of three. Cid bought twice: too few to tell.
    """
    shop = shop_of(PAID)
    assert rows(habits(shop), "payday") == [2, 1, 0.5]
    assert rows(habits(shop, paydays=(4, 11)), "payday") == [
        2,
        0,
        0.0,
    ]  # bob two of three is below 70 %, ann too


def test_seven_of_ten_are_enough(shop_of):
    near = "\n".join(f"ann 2024-{month:02}-05 1" for month in range(1, 8))
    shop = shop_of(near + "\nann 2024-01-15 1\nann 2024-02-15 1\nann 2024-03-15 1")
    assert rows(habits(shop), "payday") == [1, 1, 1.0]
    shop = shop_of(near + "\n" + "\n".join(f"ann 2024-{month:02}-15 1" for month in range(1, 5)))
    assert rows(habits(shop), "payday") == [1, 0, 0.0]


def test_a_payday_that_a_month_lacks_is_its_last_day(shop_of):
    """Paid on the 31st: 29 February 2024, and the five days after it lie in March."""
    ann = "ann 2024-02-29 1\nann 2024-03-05 1\nann 2024-03-31 1"
    bob = "bob 2024-02-28 1\nbob 2024-03-06 1\nbob 2024-03-30 1"
    shop = shop_of(f"{ann}\n{bob}")
    assert rows(habits(shop, paydays=(31,)), "payday") == [2, 1, 0.5]


def test_sale_only(shop_of):
    """Ann has two discounted purchases, bob one of two, cid only one purchase."""
    shop = shop_of("ann 2024-01-01 1\nann 2024-01-02 1\nbob 2024-01-01 1\nbob 2024-01-02 1\ncid 2024-01-01 1")
    assert rows(habits(shop), "sale_only") == [2, 0, 0.0]
    with shop.write() as cursor:
        cursor.execute(
            "update current_order set is_discounted = true where customer_key <> 2 or purchase_number = 1"
        )
    assert rows(habits(shop), "sale_only") == [2, 1, 0.5]


def test_seasonal(shop_of):
    """
    As of 15 May 2024. Ann bought in spring 2022 only, bob in spring 2023 and again this one, cid in summer 2023,
    dan this spring for the first time: of ann and bob, ann has not come yet.
    """
    shop = shop_of(
        "ann 2022-04-01 1\nbob 2023-06-30 1\nbob 2024-04-01 1\ncid 2023-07-01 1\ndan 2024-05-01 1",
        as_of=date(2024, 5, 15),
    )
    assert rows(habits(shop), "seasonal") == [2, 1, 0.5]
    assert rows(habits(shop, as_of=date(2024, 3, 31)), "seasonal") == [0, 0, None]


def test_the_range_is_wilsons(shop_of):
    found = habits(shop_of(PAID)).rows.set_index("habit").loc["payday", ["share_low", "share_high"]]
    assert found.tolist() == pytest.approx([0.094531, 0.905469], abs=1e-6)


@pytest.mark.parametrize("days", [(), (0,), (5, 32)])
def test_days_that_no_month_has(ten_orders, days):
    with pytest.raises(MetricRefused, match="between 1 and 31"):
        habits(ten_orders, paydays=days)


def test_paydays_as_text(ten_orders):
    assert compute(ten_orders, "habits", paydays="10, 25").facts["paydays"] == (10, 25)
    with pytest.raises(MetricRefused, match="Paydays"):
        compute(ten_orders, "habits", paydays="soon")


def test_a_segment(shop_of):
    shop = shop_of(PAID, attributes={"bob": {"country": "Spain"}})
    segment = Segment(((Attribute.COUNTRY, "Spain"),))
    assert rows(habits(shop, segment=segment), "payday") == [1, 0, 0.0]


def test_nobody_at_all(shop_of):
    result = habits(shop_of("- 2024-01-10 1"))
    assert [rows(result, habit) for habit in ("payday", "sale_only", "seasonal")] == [[0, 0, None]] * 3
