"""Carts and conversion, worked by hand."""

from datetime import date

import pytest

from retention.errors import MetricRefused
from retention.metrics import carts, compute
from retention.values import Attribute, Caveat, Grain, Segment
from tests.metrics.visiting import visited

COLUMNS = ["sessions", "cart_sessions", "abandoned"]


def counts(result):
    return result.rows[COLUMNS].to_numpy().tolist()


def test_ten_visits(ten_visited):
    """March: Ann leaves a cart, Eve buys; April: Zoe leaves a cart, she and Cid look; April is not over."""
    found = carts(ten_visited)
    assert found.rows["period"].tolist() == [date(2024, month, 1) for month in (1, 2, 3, 4)]
    assert counts(found) == [[2, 1, 0], [1, 1, 1], [2, 2, 1], [3, 1, 1]]
    assert found.rows["abandonment_rate"].tolist() == [0, 1, 0.5, 1]
    assert found.rows["conversion"].tolist() == [0.5, 0, 0.5, 0]
    assert found.rows["is_open"].tolist() == [False, False, False, True]


def test_periods_without_visits_have_their_row(shop_of):
    shop = visited(shop_of(""), "zoe 2024-01-31 23:59 cart\nzoe 2024-04-30 bought")
    found = carts(shop)
    assert counts(found) == [[1, 1, 1], [0, 0, 0], [0, 0, 0], [1, 0, 0]]
    assert found.rows["abandonment_rate"].isna().tolist() == [False, True, True, True]
    assert found.rows["conversion"].isna().tolist() == [False, True, True, False]
    assert not found.rows["is_open"].any()


def test_a_shop_without_orders_has_carts(shop_of):
    shop = visited(shop_of(""), "zoe 2024-01-31 cart\n- 2024-02-01 cart bought", as_of=date(2024, 2, 10))
    assert counts(carts(shop)) == [[1, 1, 1], [1, 1, 0]]
    assert carts(shop).as_of == date(2024, 2, 10)
    assert counts(carts(shop, as_of=date(2024, 1, 31))) == [[1, 1, 1]]


def test_a_split_without_orders_has_the_visitors_groups(shop_of):
    """Ann's two visits in LV; of Zoe's one nobody knows where."""
    shop = visited(shop_of(""), "ann 2024-01-05 cart\nann 2024-01-06\nzoe 2024-01-07")
    with shop.write() as cursor:
        cursor.execute("update customer set country = 'LV' where customer_id = 'ann'")
    rows = compute(shop, "carts", split="country").rows
    assert rows[["country", "sessions", "cart_sessions"]].to_numpy().tolist() == [["LV", 2, 1], [None, 1, 0]]


BROWSED = """
    ann  2024-01-05  cart source=mail device=phone
    ann  2024-01-06  cart bought source=ads device=desktop
    zoe  2024-01-07  cart source=ads device=phone
    -    2024-01-08  source=ads
"""
"""Ann bought once; Zoe never did; nobody knows who came on the 8th, nor by what."""


def groups(shop, name, field, *columns, **options):
    return compute(shop, name, split=field, **options).rows[[field, *columns]].to_numpy().tolist()


def test_visits_are_split_by_what_they_are_like_themselves(shop_of):
    """All four visits are in a group, whoever came and whatever the device of their orders was."""
    shop = visited(shop_of("ann 2024-01-06 10"), BROWSED)
    assert groups(shop, "carts", "source", *COLUMNS) == [["ads", 3, 2, 1], ["mail", 1, 1, 1]]
    assert groups(shop, "carts", "device", *COLUMNS) == [
        ["desktop", 1, 1, 0], ["phone", 2, 2, 2], [None, 1, 0, 0]]  # fmt: skip
    assert counts(compute(shop, "carts", where=["source=ads", "device=phone"])) == [[1, 1, 1]]
    assert not {note.caveat for note in compute(shop, "carts", split="device").notes} & {
        Caveat.KNOWN_OF_BUYERS
    }


def test_who_never_bought_is_in_the_group_not_known(shop_of):
    """Ann's two visits; Zoe's and the stranger's have no number of orders. The groups add up to all visits."""
    shop = visited(shop_of("ann 2024-01-06 10"), BROWSED)
    for field, hers in (("order_count_band", "1"), ("cohort", "2024-01-01"), ("lifecycle_stage", "active")):
        assert groups(shop, "carts", field, *COLUMNS) == [[hers, 2, 2, 1], [None, 2, 1, 1]]
    found = compute(shop, "carts", split="cohort")
    assert Caveat.KNOWN_OF_BUYERS in {note.caveat for note in found.notes}
    both = compute(shop, "carts", split=["order_count_band", "source"]).rows
    assert both[["order_count_band", "source", "sessions"]].to_numpy().tolist() == [
        ["1", "ads", 1], ["1", "mail", 1], [None, "ads", 2]]  # fmt: skip


def test_carts_that_are_lost_are_split_the_same_way(shop_of):
    shop = visited(shop_of("ann 2024-01-06 10"), BROWSED)
    rows = compute(shop, "cart_losses", split="source").rows
    devices = rows[rows["part"] == "device"][["source", "value", "cart_sessions", "abandoned"]]
    assert devices.to_numpy().tolist() == [
        ["ads", "desktop", 1, 0],
        ["ads", "phone", 1, 1],
        ["mail", "phone", 1, 1],
    ]


def test_visitors_are_split_by_their_first_visit(shop_of):
    """Ann came by mail, later by ads: she belongs to mail; of the visits of nobody there is no visitor."""
    shop = visited(shop_of("ann 2024-01-06 10"), BROWSED)
    ever = compute(shop, "first_order", split="source").rows.query("horizon_days.isna()")
    assert ever[["source", "eligible", "buyers"]].to_numpy().tolist() == [["ads", 1, 0], ["mail", 1, 1]]
    bands = compute(shop, "first_order", split="order_count_band").rows.query("horizon_days.isna()")
    assert bands[["order_count_band", "eligible"]].to_numpy().tolist() == [["1", 1], [None, 1]]
    assert compute(shop, "churn", split="medium").rows["medium"].isna().all()
    assert set(compute(shop, "churn", split="source").rows["source"]) == {"mail"}


def test_interest_of_those_who_never_bought(ten_visited):
    """Zoe thinks of tea and has no orders."""
    found = compute(ten_visited, "interest", split="order_count_band")
    assert found.rows.to_numpy().tolist() == [[None, "Tea", 1, 0, 1]]
    assert Caveat.KNOWN_OF_BUYERS in {note.caveat for note in found.notes}
    kinds = compute(ten_visited, "departed", split="order_count_band", window=30).rows
    assert kinds[kinds["order_count_band"].isna()]["never_bought"].tolist() == [0, 1, 1]


def test_grains(ten_visited):
    """10 January lies in the week of the 8th, 20 January in that of the 15th."""
    weeks = carts(ten_visited, grain=Grain.WEEK).rows
    assert weeks["period"].tolist()[:2] == [date(2024, 1, 8), date(2024, 1, 15)]
    assert len(weeks) == 15  # to that of Monday, 15 April
    assert counts(carts(ten_visited, grain=Grain.QUARTER)) == [[5, 4, 2], [3, 1, 1]]


def test_the_data_before_the_first_visit_cannot_be_asked_for(shop_of):
    shop = visited(shop_of("ann 2023-06-01 1"), "ann 2024-01-10")
    assert counts(carts(shop)) == [[1, 0, 0]]
    with pytest.raises(MetricRefused, match="2024-01-10 to 2024-01-10"):
        compute(shop, "carts", as_of="2023-06-01")


def test_a_segment_leaves_out_those_whom_nobody_knows(shop_of):
    shop = shop_of("ann 2024-01-01 1\nbob 2024-01-01 1", attributes={"ann": {"country": "France"}})
    visited(shop, "ann 2024-01-02 cart\nbob 2024-01-02\n- 2024-01-02 cart")
    assert counts(carts(shop)) == [[3, 2, 2]]
    assert counts(carts(shop, segment=Segment(((Attribute.COUNTRY, "France"),)))) == [[1, 1, 1]]
    assert len(carts(shop, segment=Segment(((Attribute.COUNTRY, "Spain"),))).rows) == 0


def test_notes(ten_visited):
    assert {note.caveat for note in carts(ten_visited).notes} == {Caveat.OPEN_PERIOD, Caveat.SMALL_NUMBERS}
