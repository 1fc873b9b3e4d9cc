"""The order ladder, worked by hand."""

from datetime import date
from math import exp, log, sqrt

import pandas as pd
import pytest

from retention.metrics import order_ladder, repeat_purchase
from retention.values import Attribute, Caveat, Segment


def rows(result, *columns):
    picked = result.rows[list(columns)].astype(object)
    return [tuple(None if pd.isna(value) else value for value in row) for row in picked.values]


def test_ten_orders(ten_orders):
    """
    1 → 2: ann 0, eve 1, bob 29, cid 59, dan never; amounts 10 + 90 + 40 + 60 + 80 = 280 of five.
    2 → 3: ann 55; bob, cid and eve never; amounts 20 + 50 + 70 + 100 = 240 of four. 3: ann, 30.
    Nobody is 365 days old, so nothing is said about a year.
    """
    columns = ("order_number", "customers", "next_customers", "share", "median_days", "average_order_value")
    assert rows(order_ladder(ten_orders), *columns) == [
        (1, 5, 4, 0.8, 15.0, 56.0),
        (2, 4, 1, 0.25, 55.0, 60.0),
        (3, 1, 0, 0.0, None, 30.0),
    ]
    assert rows(order_ladder(ten_orders), "km_share_365", "km_at_risk", "km_low") == [(None, 0, None)] * 3


A_YEAR = """
    ann  2023-01-01  10
    ann  2023-03-02  10
    bob  2023-01-01  10
    bob  2024-01-01  10
    cid  2023-06-01  10
    dan  2023-01-01  10
"""


def test_within_a_year(shop_of):
    """
    As of 15 January 2024: ann after 60 days, bob after 365, cid followed for 228, dan for 379.
    S: 4 at risk on day 60, 2 on day 365 (bob and dan): 3/4 · 1/2. Σ d / (n (n − d)) = 1/12 + 1/2.
    2 → 3: ann's second purchase is 319 days old, bob's 14.
    """
    result = order_ladder(shop_of(A_YEAR, as_of=date(2024, 1, 15)))
    assert rows(result, "customers", "next_customers", "km_at_risk", "median_days") == [
        (4, 2, 2, 212.5),
        (2, 0, 0, None),
    ]
    share, low, high = rows(result, "km_share_365", "km_low", "km_high")[0]
    spread = 1.959964 * sqrt(1 / 12 + 1 / 2) / abs(log(3 / 8))
    assert (share, low) == pytest.approx((5 / 8, 1 - (3 / 8) ** exp(-spread)))
    assert high == pytest.approx(1 - (3 / 8) ** exp(spread))
    assert rows(result, "km_share_365")[1] == (None,)


def test_the_first_step_is_the_repeat_purchase_rate(shop_of):
    shop = shop_of(A_YEAR, as_of=date(2024, 1, 15))
    estimate = ("km_at_risk", "km_low", "km_high")
    step, year = order_ladder(shop), repeat_purchase(shop)
    assert rows(step, "km_share_365", *estimate)[0] == rows(year, "km_share", *estimate)[4]
    assert rows(step, "customers", "next_customers")[0] == rows(year, "eligible", "repeaters")[-1]


def test_the_ladder_has_ten_steps(shop_of):
    drawn = "\n".join(f"ann 2024-01-{day:02} {day}" for day in range(1, 13))
    found = rows(order_ladder(shop_of(drawn)), "order_number", "next_customers", "average_order_value")
    assert found == [(number, 1, float(number)) for number in range(1, 11)]


def test_an_earlier_day(ten_orders):
    """On 28 February: ann twice on one day, bob and cid once; nobody else is there yet."""
    found = order_ladder(ten_orders, as_of=date(2024, 2, 28))
    assert rows(found, "customers", "next_customers", "median_days") == [(3, 1, 0.0), (1, 0, None)]


def test_a_segment(shop_of):
    shop = shop_of(
        "ann 2024-01-01 1\nann 2024-01-02 1\nbob 2024-01-01 1", attributes={"ann": {"country": "Spain"}}
    )
    segment = Segment(((Attribute.COUNTRY, "Spain"),))
    assert rows(order_ladder(shop, segment=segment), "customers", "next_customers") == [(1, 1), (1, 0)]


def test_who_bought_before_the_data_is_not_on_it(shop_of):
    """Nobody knows which number ann's purchases have: her first order, by a list of customers, is older."""
    shop = shop_of("ann 2024-01-01 1\nann 2024-01-02 1\nbob 2024-01-01 1")
    with shop.write() as cursor:
        cursor.execute("update current_order set first_on = null where customer_key = 1")
    assert rows(order_ladder(shop), "customers", "next_customers") == [(1, 0)]


def test_nobody_at_all(shop_of):
    result = order_ladder(shop_of("- 2024-01-10 1"))
    assert len(result.rows) == 0
    assert not result.notes


def test_caveats(ten_orders):
    caveats = [note.caveat for note in order_ladder(ten_orders).notes]
    assert caveats[:2] == [Caveat.EXPOSURE_DIFFERS, Caveat.SMALL_NUMBERS]
