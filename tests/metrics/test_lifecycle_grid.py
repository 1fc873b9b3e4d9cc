"""The lifecycle grid, worked by hand."""

from datetime import date

import pytest

from retention.errors import MetricRefused
from retention.metrics import compute, customers, lifecycle_grid
from retention.values import Attribute, Caveat, Segment


def rows(result):
    return list(result.rows.itertuples(index=False, name=None))


def test_ten_orders(ten_orders):
    """
    As of 15 April, W = 45:    ann    bob    cid    dan    eve
    purchases                    3      2      2      1      2
    days away                   41     46     15     46     14
    ann's own gaps are two, 0 and 55, so half the window decides: 41 > 22.5 is late.
    """
    result = lifecycle_grid(ten_orders, window=45)
    assert rows(result) == [
        ("1", "churned", 1, 80.0),
        ("2", "active", 2, 320.0),
        ("2", "churned", 1, 90.0),
        ("3+", "late", 1, 60.0),
    ]
    assert result.facts["window_days"] == 45


def test_half_the_window_is_not_late_yet(shop_of):
    """30 days away with W = 60: not longer than half of it; with W = 59 it is."""
    shop = shop_of("ann 2024-01-01 1", as_of=date(2024, 1, 31))
    assert [rows(lifecycle_grid(shop, window=window))[0][1] for window in (60, 59, 30)] == [
        "active",
        "late",
        "churned",
    ]


def test_three_gaps_make_a_rhythm(shop_of):
    """Gaps of 5, 10 and 20 days: the median is 10. Away for 11 days is late, for 10 not."""
    drawn = "ann 2024-01-01 1\nann 2024-01-06 1\nann 2024-01-16 1\nann 2024-02-05 1"
    shop = shop_of(drawn, as_of=date(2024, 2, 16))
    assert rows(lifecycle_grid(shop, window=90)) == [("3+", "late", 1, 4.0)]
    assert rows(lifecycle_grid(shop, window=90, as_of=date(2024, 2, 15))) == [("3+", "active", 1, 4.0)]


def test_every_customer_stands_in_one_cell(ten_orders):
    grid, everybody = lifecycle_grid(ten_orders).rows, customers(ten_orders).rows
    assert grid["customers"].sum() == len(everybody)
    assert grid["net_revenue"].sum() == everybody["net_revenue"].sum()


def test_options_as_text_and_the_caveat(ten_orders):
    assert compute(ten_orders, "lifecycle_grid", window="45").facts["window_days"] == 45
    assert lifecycle_grid(ten_orders).notes[0].caveat is Caveat.FEW_GAPS
    assert not lifecycle_grid(ten_orders, window=45).notes
    with pytest.raises(MetricRefused, match="The churn window must be"):
        lifecycle_grid(ten_orders, window=0)


def test_a_segment(shop_of):
    shop = shop_of("ann 2024-01-05 1\nbob 2024-01-05 2", attributes={"bob": {"country": "Spain"}})
    segment = Segment(((Attribute.COUNTRY, "Spain"),))
    assert rows(lifecycle_grid(shop, segment=segment)) == [("1", "active", 1, 2.0)]


def test_nobody_at_all(shop_of):
    assert rows(lifecycle_grid(shop_of("- 2024-01-10 1"))) == []
