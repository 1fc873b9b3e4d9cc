"""Customers with their stages, worked by hand."""

from datetime import date, datetime, timedelta

import pytest

from retention.definitions import DEFINITIONS
from retention.metrics import customers
from retention.values import Attribute, Segment


def test_ten_orders(ten_orders):
    """
    Data through 15 April.   days away   purchases   net revenue
    ann                          41          3            60
    bob                          46          2            90
    cid                          15          2           130
    dan                          46          1            80
    eve                          14          2           190
    R: bob and dan share the last place (rank 1, score 1), ann is third, cid fourth, eve fifth.
    """
    rows = customers(ten_orders, window=45).rows
    columns = ["customer_key", "purchases", "net_revenue", "recency_days", "R", "F", "M", "stage"]
    assert list(rows[columns].itertuples(index=False, name=None)) == [
        (1, 3, 60, 41, 3, 3, 1, "late"),
        (2, 2, 90, 46, 1, 2, 3, "churned"),
        (3, 2, 130, 15, 4, 2, 4, "active"),
        (4, 1, 80, 46, 1, 1, 2, "churned"),
        (5, 2, 190, 14, 5, 2, 5, "active"),
    ]
    assert rows["first_at"][0] == datetime(2024, 1, 10)
    assert rows["last_at"][0] == datetime(2024, 3, 5)


def stage(shop_of, drawn, away, window):
    """Stage of ann so many days after her last order."""
    shop = shop_of(drawn, as_of=datetime.fromisoformat(drawn.split()[-2]).date() + timedelta(days=away))
    return customers(shop, window=window).rows["stage"][0]


@pytest.mark.parametrize(
    ("gaps", "window", "away", "expected"),
    [
        ([10, 20, 30], 90, 20, "active"),  # the median of three gaps
        ([10, 20, 30], 90, 21, "late"),
        ([30, 10, 20], 90, 21, "late"),  # in any order
        ([10, 10, 20, 20], 90, 15, "active"),  # of four: between the two middle ones
        ([10, 10, 20, 20], 90, 16, "late"),
        ([10, 10, 21, 21], 90, 15, "active"),  # 15.5
        ([10, 10, 21, 21], 90, 16, "late"),
        ([0, 0, 0], 90, 0, "active"),
        ([0, 0, 0], 90, 1, "late"),
        ([5, 5], 30, 15, "active"),  # two gaps are too few: half of the window
        ([5, 5], 30, 16, "late"),
        ([5, 5], 31, 15, "active"),
        ([5, 5], 31, 16, "late"),  # 15.5
        ([], 30, 29, "late"),
        ([], 30, 30, "churned"),
        ([60, 60, 60], 30, 29, "active"),
        ([60, 60, 60], 30, 30, "churned"),  # churned goes before the own rhythm
    ],
)
def test_late_is_past_the_own_rhythm(shop_of, gaps, window, away, expected):
    days = [date(2024, 1, 1) + timedelta(days=sum(gaps[:number])) for number in range(len(gaps) + 1)]
    assert stage(shop_of, "\n".join(f"ann {day} 1" for day in days), away, window) == expected


def test_a_refund_before_the_first_purchase_is_in_net_revenue(shop_of):
    shop = shop_of("ann 2024-01-01 -5\nann 2024-01-10 50\nann 2024-01-12 -20")
    assert customers(shop).rows["net_revenue"].tolist() == [25]


def test_who_never_purchased_is_no_customer(shop_of):
    assert customers(shop_of("ann 2024-01-01 -5\nbob 2024-01-10 50")).rows["customer_key"].tolist() == [2]


def test_an_earlier_day(ten_orders):
    rows = customers(ten_orders, as_of=date(2024, 2, 10)).rows
    assert rows[["customer_key", "purchases", "net_revenue", "recency_days"]].to_numpy().tolist() == [
        [1, 2, 30, 31],
        [2, 1, 40, 10],
        [3, 1, 60, 9],
    ]


def test_a_segment_is_scored_against_the_whole_shop(shop_of):
    """ann is the better half of the shop, whoever else is looked at."""
    shop = shop_of(
        "ann 2024-01-02 9\nbob 2024-01-01 1",
        attributes={"ann": {"country": "France", "first_channel": "email", "main_category": "tea"}},
    )
    rows = customers(shop, segment=Segment(((Attribute.COUNTRY, "France"),))).rows
    columns = ["customer_key", "R", "M", "main_category", "first_channel", "country"]
    assert rows[columns].to_numpy().tolist() == [[1, 3, 3, "tea", "email", "France"]]


def test_no_contact_data(ten_orders):
    assert tuple(customers(ten_orders).rows.columns) == DEFINITIONS["customers"].column_names


def test_nobody(shop_of):
    rows = customers(shop_of("- 2024-01-10 1")).rows
    assert len(rows) == 0
    assert tuple(rows.columns) == DEFINITIONS["customers"].column_names
