"""Where carts are lost, worked by hand."""

from datetime import date

import pytest

from retention.metrics import cart_losses, carts
from retention.values import Caveat
from tests.metrics.visiting import visited

PLACE = ["part", "value", "cart_sessions", "abandoned"]


def counts(result):
    return result.rows[PLACE].astype(object).where(result.rows[PLACE].notna(), None).to_numpy().tolist()


def test_ten_visits(ten_visited):
    """Five carts; Bob and Ann leave theirs before the checkout, Zoe in it. Devices and values are not told."""
    found = cart_losses(ten_visited)
    assert counts(found) == [["step", "cart", 5, 2], ["step", "checkout", 3, 1]]
    assert found.rows["abandonment_rate"].tolist() == pytest.approx([2 / 5, 1 / 3])
    assert found.rows[["abandoned_value", "value_from", "value_to"]].isna().all(axis=None)
    assert found.rows["abandoned"].sum() == carts(ten_visited).rows["abandoned"].sum()
    assert [note.caveat for note in found.notes] == [Caveat.SMALL_NUMBERS]


def test_wilson_interval(shop_of):
    """1 of 2 by Wilson: 0.5 ± 0.405."""
    shop = visited(shop_of(""), "zoe 2024-01-01 cart device=phone\nzoe 2024-01-02 cart bought device=phone")
    row = cart_losses(shop).rows.iloc[0]
    assert (row["rate_low"], row["rate_high"]) == pytest.approx((0.094531, 0.905469), abs=1e-6)


def test_devices(shop_of):
    shop = visited(
        shop_of(""),
        """
        zoe 2024-01-01 cart device=phone
        zoe 2024-01-02 cart bought device=phone
        kim 2024-01-03 cart device=desktop
        kim 2024-01-04 cart
        kim 2024-01-05 device=tablet
        """,
    )
    assert counts(cart_losses(shop)) == [
        ["device", "desktop", 1, 1],
        ["device", "phone", 2, 1],
        ["device", None, 1, 1],
    ]


def test_quarters_by_value_never_part_equal_carts(shop_of):
    """Eight carts: 10 10 10 20 30 40 50 60; ranks − 1 are 0 0 0 3 4 5 6 7, so bands 1 1 1 2 3 3 4 4; one is unknown."""
    values = [10, 60, 10, 20, 30, 10, 50, 40]
    lines = [f"zoe 2024-01-{day:02} cart value={value}" for day, value in enumerate(values, start=1)]
    shop = visited(
        shop_of(""), "\n".join([*lines, "zoe 2024-02-01 cart", "zoe 2024-02-02 cart bought value=60"])
    )
    found = cart_losses(shop, as_of=date(2024, 2, 1)).rows
    assert found[["value", "cart_sessions", "abandoned_value", "value_from", "value_to"]].values[
        :4
    ].tolist() == [
        ["1", 3, 30, 10, 10],
        ["2", 1, 20, 20, 20],
        ["3", 2, 70, 30, 40],
        ["4", 2, 110, 50, 60],
    ]
    assert found["value"].isna().tolist() == [False] * 4 + [True]
    later = cart_losses(shop).rows.set_index("value").loc["4"]
    assert (later["cart_sessions"], later["abandoned"], later["abandoned_value"]) == (
        2,
        1,
        60,
    )  # 50 is now in 3


def test_a_purchase_without_a_seen_checkout_has_passed_it(shop_of):
    shop = visited(shop_of(""), "zoe 2024-01-01 cart bought\nkim 2024-01-01 cart checkout")
    assert counts(cart_losses(shop)) == [["step", "cart", 2, 0], ["step", "checkout", 2, 1]]


def test_no_carts_no_rows(shop_of):
    assert len(cart_losses(visited(shop_of(""), "zoe 2024-01-01 device=phone")).rows) == 0
