"""From the first visit to the first order, worked by hand."""

from datetime import date

import pytest

from retention.metrics import first_order
from retention.values import Caveat
from tests.metrics.visiting import visited


def rows(result, *columns):
    return (
        result.rows[list(columns)]
        .astype(object)
        .where(result.rows[list(columns)].notna(), None)
        .to_numpy()
        .tolist()
    )


def test_ten_visits(ten_visited):
    """Ann and Eve buy on the day of their first visit, 96 and 15 days ago, Zoe never, in 86; Bob and Cid had bought."""
    found = first_order(ten_visited)
    assert rows(found, "horizon_days", "eligible", "buyers") == [
        [0, 3, 2],
        [7, 3, 2],
        [30, 2, 1],
        [60, 2, 1],
        [90, 1, 1],
        [180, 0, 0],
        [365, 0, 0],
        [None, 3, 2],
    ]
    assert {note.caveat for note in found.notes} == {Caveat.EXPOSURE_DIFFERS, Caveat.SMALL_NUMBERS}


def test_kaplan_meier(shop_of):
    """Four visitors: bought after 5 and 20 days, still waiting after 10 and 40: 1/4, then 1 − 3/4 · 1/2 = 5/8."""
    orders = "ann 2024-01-06 1\nbob 2024-01-21 1"
    visits = "ann 2024-01-01\nbob 2024-01-01\nkim 2024-01-31\nlea 2024-01-01\nlea 2024-02-10"
    found = first_order(visited(shop_of(orders), visits))
    assert rows(found, "horizon_days", "km_at_risk", "km_share")[:4] == [
        [0, 4, 0],
        [7, 3, 0.25],
        [30, 1, 0.625],
        [60, 0, None],
    ]


def test_a_first_order_before_the_first_visit_leaves_its_customer_out(shop_of):
    shop = visited(shop_of("ann 2024-01-05 1\nbob 2024-01-06 1"), "ann 2024-01-06\nbob 2024-01-06 23:00")
    assert rows(first_order(shop), "eligible", "buyers")[0] == [1, 1]


def test_an_earlier_day(shop_of):
    shop = visited(shop_of("ann 2024-01-06 1"), "ann 2024-01-01\nkim 2024-01-03")
    assert rows(first_order(shop, as_of=date(2024, 1, 2)), "eligible", "buyers")[-1] == [1, 0]


def test_nobody_is_known(shop_of):
    found = first_order(visited(shop_of(""), "- 2024-01-01"))
    assert rows(found, "eligible", "share")[-1] == [0, None]
    assert found.notes == ()


def test_range_is_none_at_the_edges(shop_of):
    found = first_order(visited(shop_of(""), "kim 2024-01-01\nkim 2024-03-01")).rows
    assert found["km_share"].tolist()[0] == 0
    assert found["km_low"].isna().all()
    assert found["share_high"].tolist()[0] == pytest.approx(0.793450, abs=1e-6)
