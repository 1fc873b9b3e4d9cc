"""From the first category to the second, worked by hand."""

import pytest

from retention.metrics import next_category
from retention.values import Attribute, Segment
from tests.metrics.visiting import lined

COUNTS = ["from_category", "to_category", "customers", "buyers"]


def shop_with(shop_of, pairs, **options):
    """One customer a pair: first category, second category."""
    names = [f"c{number}" for number, _ in enumerate(pairs)]
    shop = shop_of("\n".join(f"{name} 2024-01-{day} 1" for name in names for day in ("01", "02")), **options)
    lines = [
        f"{name} {number} {category}"
        for name, pair in zip(names, pairs, strict=True)
        for number, category in enumerate(pair, start=1)
        if category
    ]
    return lined(shop, "\n".join(lines))


def test_five_customers(shop_of):
    """Tea → Tea, Tea → Cup twice, Cup → Cup, Cup → nothing known."""
    pairs = [("Tea", "Tea"), ("Tea", "Cup"), ("Tea", "Cup"), ("Cup", "Cup"), ("Cup", None)]
    found = next_category(shop_with(shop_of, pairs)).rows
    assert found[COUNTS].to_numpy().tolist() == [
        ["Cup", "Cup", 1, 1],
        ["Tea", "Cup", 2, 3],
        ["Tea", "Tea", 1, 3],
        ["all", "Cup", 3, 4],
        ["all", "Tea", 1, 4],
    ]
    assert found["share"].tolist() == pytest.approx([1, 2 / 3, 1 / 3, 3 / 4, 1 / 4])
    assert found["base_share"].tolist() == pytest.approx([3 / 4, 3 / 4, 1 / 4, 3 / 4, 1 / 4])
    assert found["p_value"].tolist()[:3] == pytest.approx([1, 1, 1])
    assert found["p_value"].isna().tolist() == [False] * 3 + [True] * 2
    assert not found["is_different"].any()


def test_fishers_tea_cups(shop_of):
    """His own table, 3 of 4 against 1 of 4: p = 34/70 = 0.4857 (Fisher 1935, The Design of Experiments)."""
    pairs = [("A", "X")] * 3 + [("A", "Y")] + [("B", "X")] + [("B", "Y")] * 3
    found = next_category(shop_with(shop_of, pairs)).rows
    assert found["p_value"].tolist()[:4] == pytest.approx([34 / 70] * 4)


def test_a_clear_difference(shop_of):
    """10 of 10 against 0 of 10: p = 2 / C(20, 10) = 2 / 184756."""
    found = next_category(shop_with(shop_of, [("A", "X")] * 10 + [("B", "Y")] * 10)).rows
    assert found["p_value"].tolist()[:2] == pytest.approx([2 / 184756] * 2)
    assert found["is_different"].tolist() == [True, True, False, False]


def test_the_largest_line_names_the_purchase(shop_of):
    shop = shop_of("ann 2024-01-01 5\nann 2024-01-02 1")
    lined(shop, "ann 1 Tea 1\nann 1 Cup 4\nann 2 Tea 1")
    assert next_category(shop).rows[COUNTS].to_numpy().tolist()[0] == ["Cup", "Tea", 1, 1]


def test_one_first_category_has_nothing_to_compare_with(shop_of):
    found = next_category(shop_with(shop_of, [("Tea", "Tea"), ("Tea", "Cup")])).rows
    assert found["p_value"].isna().all()


def test_the_third_purchase_is_no_matter(shop_of):
    shop = shop_of("ann 2024-01-01 1\nann 2024-01-02 1\nann 2024-01-03 1")
    lined(shop, "ann 1 Tea\nann 3 Cup")
    assert len(next_category(shop).rows) == 0


def test_a_segment(shop_of):
    pairs = [("Tea", "Cup"), ("Cup", "Tea")]
    shop = shop_with(shop_of, pairs, attributes={"c0": {"country": "France"}})
    found = next_category(shop, segment=Segment(((Attribute.COUNTRY, "France"),))).rows
    assert found[COUNTS].to_numpy().tolist() == [["Tea", "Cup", 1, 1], ["all", "Cup", 1, 1]]
