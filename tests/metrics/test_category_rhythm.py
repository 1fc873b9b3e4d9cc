"""The rhythm of categories, worked by hand."""

from datetime import date, timedelta

import pandas as pd
import pytest

from retention.metrics import category_keys, category_rhythm, compute
from retention.metrics.intervals import wilson
from retention.values import Attribute, Caveat, Segment
from tests.metrics.visiting import lined

DRAWN = """
    ann  2024-01-10  10
    ann  2024-01-20  10
    ann  2024-01-30  10
    ann  2024-03-10  10
    bob  2024-01-05  10
    bob  2024-02-04  10
    cid  2024-02-01  10
    dan  2024-03-01  10
"""
LINES = """
    ann 1 Tea
    ann 2 Cup
    ann 3 Tea
    ann 3 Tea
    ann 4 Tea
    bob 1 Tea
    bob 2 Tea
    cid 1 Tea
    cid 1 Cup
    dan 1 Cup
"""
"""Gaps of Tea: ann 20 (over a Cup) and 40, bob 30. Last Tea: ann 10 March, bob 4 February, cid 1 February."""


@pytest.fixture
def shop(shop_of):
    return lined(shop_of(DRAWN, as_of=date(2024, 4, 14)), LINES)


def row(result, category):
    found = result.rows.set_index("category").loc[category]
    return {name: None if pd.isna(value) else value for name, value in found.items()}


def test_tea(shop):
    """Quartiles of 20, 30, 40 are 25 and 35; ann's last tea is 35 days old and so just inside."""
    tea = row(category_rhythm(shop), "Tea")
    low, high = wilson(2, 3)
    assert tea == {
        "buyers": 3, "repeat_buyers": 2, "share": pytest.approx(2 / 3), "share_low": pytest.approx(float(low)),
        "share_high": pytest.approx(float(high)), "eligible": 0, "km_at_risk": 0, "km_share_365": None,
        "km_low": None, "km_high": None, "renewal": "unknown", "gaps": 3, "renewal_days": 30, "usual_from": 25,
        "usual_to": 35, "window_gaps": 3, "window_days": None, "inside": 1, "outside": 2,
    }  # fmt: skip


def test_who_is_inside_and_who_is_outside(shop):
    """Tea, at most 35 days: ann; longer: bob and cid. Cups, gaps of nobody: who bought one is not asked for."""
    assert (category_keys(shop, "Tea", 35, outside=False), category_keys(shop, "Tea", 35)) == ([1], [2, 3])
    assert sorted(category_keys(shop, "Tea", 34.5)) == [1, 2, 3]
    assert category_keys(shop, "tea", 0) == category_keys(shop, "Cup", 10**4) == []


def test_a_day_later_nobody_is_inside(shop_of):
    shop = lined(shop_of(DRAWN, as_of=date(2024, 4, 15)), LINES)
    tea = row(category_rhythm(shop), "Tea")
    assert (tea["inside"], tea["outside"]) == (0, 3)


def test_a_category_without_gaps_has_no_usual_time(shop):
    cup = row(category_rhythm(shop), "Cup")
    assert (cup["buyers"], cup["repeat_buyers"], cup["share"], cup["gaps"]) == (3, 0, 0, 0)
    missing = ("renewal_days", "usual_from", "usual_to", "window_days", "inside", "outside")
    assert [cup[name] for name in missing] == [None] * 6


def test_as_of_an_earlier_day(shop):
    """On 29 January ann has bought Tea once and Cup once, bob Tea once."""
    found = category_rhythm(shop, as_of=date(2024, 1, 29)).rows
    assert found[["category", "buyers", "gaps"]].to_numpy().tolist() == [["Cup", 1, 0], ["Tea", 2, 0]]


def test_window_gaps_began_and_ended_in_time(shop):
    """On 14 April H = (101 days) // 2 = 50: a gap counts when it began by 24 February. On 10 March H is 33 and the
    gaps must begin by 6 February, within 33 days: ann's 20 and bob's 30, not ann's 40."""
    assert row(category_rhythm(shop), "Tea")["window_gaps"] == 3
    assert row(category_rhythm(shop, as_of=date(2024, 3, 10)), "Tea")["window_gaps"] == 2


def many(shop_of, buyers, again, days=30, as_of=date(2025, 3, 1)):
    """So many buyers of Bed on 1 January 2024, some of them again; all but the last two purchases are equal."""
    later = date(2024, 1, 1) + timedelta(days=days)
    names = [f"c{number}" for number in range(buyers)]
    drawn = [f"{name} 2024-01-01 1" for name in names] + [f"{name} {later} 1" for name in names[:again]]
    lines = [f"{name} 1 Bed" for name in names] + [f"{name} 2 Bed" for name in names[:again]]
    return row(category_rhythm(lined(shop_of("\n".join(drawn), as_of=as_of), "\n".join(lines))), "Bed")


def test_rare_needs_enough_buyers(shop_of):
    """0 of 34: Wilson's upper end is 3.8415 / (34 + 3.8415) = 10.15 %, 0 of 35: 9.89 %."""
    assert many(shop_of, 29, 0)["renewal"] == "unknown"
    assert many(shop_of, 34, 0)["renewal"] == "renewed"
    assert many(shop_of, 35, 0)["renewal"] == "rare"


def test_rare_counts_the_upper_end(shop_of):
    """Followed by all: 1 − S = 2 of 60 = 3.3 %; the upper end on the log(−log) scale is 12.6 %; of 200, 3 %."""
    few, many_of = many(shop_of, 60, 2), many(shop_of, 200, 2)
    assert few["km_share_365"] == pytest.approx(2 / 60) and few["km_high"] > 0.1
    assert few["renewal"] == "renewed" and many_of["renewal"] == "rare"
    assert (few["inside"], few["outside"]) == (0, 60)
    assert many_of["gaps"] == 2 and many_of["inside"] is None and many_of["outside"] is None


def test_all_came_back(shop_of):
    """A share of 1 has no interval and is not rare. 50 gaps of 40 days are enough for a window."""
    bed = many(shop_of, 50, 50, days=40)
    assert (bed["km_share_365"], bed["km_high"], bed["renewal"]) == (1, None, "renewed")
    assert (bed["window_gaps"], bed["window_days"]) == (50, 40)
    assert many(shop_of, 50, 50, days=3)["window_days"] == 30
    assert many(shop_of, 49, 49, days=40)["window_days"] is None


def test_categories_of_the_product_list(shop):
    """A line without a category has that of its product's name."""
    with shop.write() as cursor:
        cursor.execute("update order_line_version set category = null where category = 'Cup'")
        cursor.execute("insert into product (product, category) values ('CUP BOX', 'Kitchen')")
    assert category_rhythm(shop).rows["category"].tolist() == ["Kitchen", "Tea"]


def test_notes_facts_and_a_segment(shop_of):
    shop = lined(shop_of(DRAWN, attributes={"bob": {"country": "Spain"}}), LINES)
    result = category_rhythm(shop)
    assert [note.caveat for note in result.notes] == [Caveat.EXPOSURE_DIFFERS, Caveat.SMALL_NUMBERS]
    assert result.facts["rare_below"] == 0.1
    spain = category_rhythm(shop, segment=Segment(((Attribute.COUNTRY, "Spain"),)))
    assert spain.rows[["category", "buyers", "renewal_days"]].to_numpy().tolist() == [["Tea", 1, 30.0]]
    assert list(compute(shop, "category_rhythm", split="country").rows["country"]) == ["Spain", None, None]


def test_no_categories(ten_orders):
    result = category_rhythm(ten_orders)
    assert result.rows.empty and not result.notes
