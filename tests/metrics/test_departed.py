"""Three kinds of departed, worked by hand.

The ten orders end on 15 April 2024. Last purchases: ann 5 March, bob 29 February, cid 31 March, dan 29 February, eve
1 April; with W = 30 whoever bought from 17 March on is active: cid and eve. With V = 60 a visit counts from 16 February
on: ann 20 March (cart), eve 31 March (cart, and her purchase of that very moment), zoe 10 April (cart), cid 12 April.
"""

from datetime import date

import pytest

from retention.definitions import DEFINITIONS
from retention.errors import MetricRefused
from retention.metrics import compute, departed, departed_members
from retention.values import Attribute, Caveat, Departure, Segment
from tests.metrics.visiting import ANN, BOB, CID, DAN, ZOE, visited

GONE, VISITS_ONLY, CART = Departure


def rows(result):
    return {row[0]: row[1:] for row in result.rows.itertuples(index=False, name=None)}


def keys(shop, kind, **options):
    return departed_members(shop, kind, **options).rows["customer_key"].tolist()


def test_ten_visits(ten_visited):
    found = departed(ten_visited, window=30)
    assert rows(found) == {
        "gone": (2, 0, 2, 0, 0),
        "visits_only": (2, 1, 0, 2, 2),
        "abandoned_cart": (2, 1, 0, 2, 2),
    }
    assert list(found.rows["kind"]) == list(Departure)
    assert (found.facts["window_days"], found.facts["visit_window_days"]) == (30, 60)
    assert found.notes == ()


def test_automatic_window(ten_visited):
    """W = 48: ann, bob and dan are still active too; ann and zoe have left their carts all the same."""
    assert rows(departed(ten_visited)) == {
        "gone": (0, 0, 0, 0, 0),
        "visits_only": (1, 1, 0, 1, 1),
        "abandoned_cart": (2, 1, 0, 1, 2),
    }


def test_visit_window(ten_visited):
    """V = 26 leaves out the visit of 20 March, V = 27 holds it: as_of − 20 March is 26 days."""
    assert keys(ten_visited, CART, window=30, visit_window=26) == [ZOE]
    assert keys(ten_visited, CART, window=30, visit_window=27) == [ANN, ZOE]
    assert keys(ten_visited, GONE, window=30, visit_window=26) == [ANN, BOB, DAN]


def test_windows_end_on_the_day(shop_of):
    """15 days after a purchase W = 15 is over, W = 16 is not."""
    shop = visited(shop_of("ann 2024-01-01 1"), "zoe 2024-01-16 10:00 cart")
    assert keys(shop, GONE, window=15) == [1]
    assert keys(shop, GONE, window=16) == []


def test_a_purchase_after_the_visit_clears_the_cart(shop_of):
    orders = "ann 2024-01-10 10:00 1\nbob 2024-01-10 10:00 1\ncid 2024-01-10 10:00 1"
    visits = (
        "ann 2024-01-10 10:00 cart\nbob 2024-01-10 10:01 cart\ncid 2024-01-10 09:59 cart\n- 2024-01-10 cart"
    )
    shop = visited(shop_of(orders), visits)
    assert keys(shop, CART) == [2]
    assert rows(departed(shop))["abandoned_cart"] == (1, 0, 0, 0, 1)


def test_an_older_cart_counts_although_a_later_visit_had_none(shop_of):
    shop = visited(shop_of(""), "zoe 2024-01-10 cart\nzoe 2024-01-12")
    assert keys(shop, CART) == keys(shop, VISITS_ONLY) == [1]


def test_a_shop_without_orders(shop_of):
    shop = visited(shop_of(""), "zoe 2024-01-10 cart\nkim 2023-11-11\nlea 2024-01-09")
    assert rows(departed(shop)) == {
        "gone": (0, 0, 0, 0, 0),
        "visits_only": (2, 2, 0, 2, 1),
        "abandoned_cart": (1, 1, 0, 1, 1),
    }


def test_without_visits_only_the_gone_and_it_says_so(ten_orders):
    found = departed(ten_orders, window=30)
    assert rows(found) == {"gone": (3, 0, 3, 0, 0)}
    assert [note.caveat for note in found.notes] == [Caveat.NO_SESSIONS]
    assert keys(ten_orders, GONE, window=30) == [ANN, BOB, DAN]
    with pytest.raises(MetricRefused, match="no visits yet"):
        departed_members(ten_orders, CART)


def test_before_the_first_visit_there_were_none(shop_of):
    shop = visited(shop_of("ann 2023-06-01 1"), "ann 2024-01-10")
    found = departed(shop, window=30, as_of=date(2024, 1, 9))
    assert rows(found) == {"gone": (1, 0, 1, 0, 0)}
    assert found.notes[0].caveat is Caveat.NO_SESSIONS


def test_people_are_as_many_as_the_number_says(ten_visited):
    for window, visit_window in ((None, 60), (30, 60), (30, 20)):
        asked = {"window": window, "visit_window": visit_window}
        for kind, counts in rows(departed(ten_visited, **asked)).items():
            found = departed_members(ten_visited, Departure(kind), **asked)
            assert len(found.rows) == found.facts["customers"] == counts[0]
            assert tuple(found.rows.columns) == DEFINITIONS["customers"].column_names


def test_those_who_never_bought_stand_beside_the_buyers(ten_visited):
    """Ann: three purchases of 60 in all; Zoe none."""
    found = departed_members(ten_visited, VISITS_ONLY, window=30).rows
    assert found["customer_key"].tolist() == [ANN, ZOE]
    assert found[["purchases", "net_revenue"]].to_numpy().tolist() == [[3, 60], [0, 0]]
    assert found["recency_days"].isna().tolist() == [False, True]
    assert found["first_at"].isna().tolist() == [False, True]


def test_a_segment(shop_of):
    shop = shop_of("ann 2024-01-01 1\nbob 2024-01-01 1", attributes={"ann": {"country": "France"}})
    visited(shop, "ann 2024-04-01 cart\nbob 2024-04-01\nbob 2024-04-02 cart")
    france = Segment(((Attribute.COUNTRY, "France"),))
    assert rows(departed(shop, window=30, segment=france))["abandoned_cart"] == (1, 0, 0, 1, 1)
    assert keys(shop, CART, window=30, segment=france) == [1]


@pytest.mark.parametrize("days", [0, 3651])
def test_a_wrong_visit_window_is_refused(ten_visited, days):
    with pytest.raises(MetricRefused) as refused:
        compute(ten_visited, "departed", visit_window=days)
    assert refused.value.code == "visit_window_wrong"


def test_cid_visits_and_buys(ten_visited):
    assert CID not in keys(ten_visited, VISITS_ONLY, window=30)
