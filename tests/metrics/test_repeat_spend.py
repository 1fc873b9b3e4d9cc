"""Repeat against first spend, worked by hand."""

from datetime import date

import pandas as pd
import pytest

from retention.metrics import repeat_spend
from retention.values import Attribute, Caveat, Segment


def row(result):
    (found,) = result.rows.astype(object).values
    return [None if pd.isna(value) else value for value in found]


def test_ten_orders(ten_orders):
    """First 10, 40, 60, 80, 90: 56 on average; later 20, 30, 50, 70, 100: 54."""
    assert row(repeat_spend(ten_orders)) == [5, 56, 5, 54, pytest.approx(54 / 56)]


def test_refunds_change_no_amount_and_nobody_came_again(shop_of):
    shop = shop_of("ann 2024-01-10 10\nann 2024-01-11 -5\n- 2024-01-11 99")
    assert row(repeat_spend(shop)) == [1, 10, 0, None, None]


def test_customers_from_before_the_data_only_repeat(shop_of):
    shop = shop_of("ann 2024-01-02 40\nbob 2024-01-03 10")
    with shop.write() as cursor:
        cursor.execute("update current_order set first_on = null where customer_key = 1")
    assert row(repeat_spend(shop)) == [1, 10, 1, 40, 4]


def test_an_earlier_day(ten_orders):
    """By the end of January: 10 and 40 first, 20 later."""
    assert row(repeat_spend(ten_orders, as_of=date(2024, 1, 31))) == [2, 25, 1, 20, 0.8]


def test_a_segment(shop_of):
    shop = shop_of("ann 2024-01-10 10\nbob 2024-01-10 30", attributes={"bob": {"country": "Spain"}})
    assert row(repeat_spend(shop, segment=Segment(((Attribute.COUNTRY, "Spain"),))))[:2] == [1, 30]


def test_nobody_has_purchased(shop_of):
    assert row(repeat_spend(shop_of("- 2024-01-10 1"))) == [0, None, 0, None, None]


def test_caveats(ten_orders):
    assert {note.caveat for note in repeat_spend(ten_orders).notes} == {Caveat.MAY_CONTAIN_OLDER_CUSTOMERS}
