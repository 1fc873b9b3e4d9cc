"""Purchases with a discount, worked by hand."""

from datetime import date

import pytest

from retention.metrics import compute, discounts
from retention.metrics.intervals import wilson
from retention.values import Attribute, Caveat, Segment

DRAWN = """
    ann 2024-01-10 10
    ann 2024-01-20 20
    bob 2024-01-31 30
    ann 2024-03-01 40
    ann 2024-03-05 -5
    - 2024-03-02 90
"""
DISCOUNTED = (20, 40)
"""Amounts of the purchases that had a discount."""


@pytest.fixture
def shop(shop_of):
    shop = shop_of(DRAWN, as_of=date(2024, 3, 15), attributes={"bob": {"country": "Spain"}})
    with shop.write() as cursor:
        cursor.execute(f"update current_order set is_discounted = true where amount in {DISCOUNTED}")
    return shop


def test_by_month(shop):
    """January: 20 of 60; February: nothing; March: 40 of 40, whatever was given back; nobody's order of 90 is none."""
    result = discounts(shop)
    columns = ["period", "purchases", "discounted", "amount", "discounted_amount", "is_open"]
    assert result.rows[columns].to_numpy().tolist() == [
        [date(2024, 1, 1), 3, 1, 60, 20, False],
        [date(2024, 2, 1), 0, 0, 0, 0, False],
        [date(2024, 3, 1), 1, 1, 40, 40, True],
    ]
    low, high = wilson([1], [3])
    assert result.rows["share"].tolist()[0] == 1 / 3 and result.rows["share"].isna().tolist()[1]
    assert (result.rows["share_low"][0], result.rows["share_high"][0]) == (low[0], high[0])
    assert [note.caveat for note in result.notes] == [Caveat.OPEN_PERIOD]


def test_other_steps_days_and_people(shop):
    assert compute(shop, "discounts", grain="year").rows["discounted"].tolist() == [2]
    assert discounts(shop, as_of=date(2024, 1, 31)).rows["is_open"].tolist() == [False]
    spain = Segment(((Attribute.COUNTRY, "Spain"),))
    assert discounts(shop, segment=spain).rows["discounted"].tolist() == [0, 0, 0]


def test_nobody_at_all(shop_of):
    assert discounts(shop_of("- 2024-01-10 1")).rows.empty
