"""Movement between the named segments, worked by hand."""

from datetime import date

import pytest

from retention.errors import MetricRefused
from retention.metrics import compute, customers, rfm, rfm_movement
from retention.values import Attribute, Segment


def rows(result):
    return list(result.rows.itertuples(index=False, name=None))


TWO = """
    ann  2023-01-10  10
    bob  2023-02-10  20
    ann  2024-01-10  90
    cid  2024-01-20  30
"""


def test_two_days_a_year_apart(shop_of):
    """
    As of 31 January 2023 only ann is there: rank 1 in everything, R F M = 1 1 1: lost.
    As of 31 January 2024: last purchases 10 Jan 2024, 10 Feb 2023, 20 Jan 2024 → R of ann 2, bob 1, cid 4;
    net revenue 100, 20, 30 → M = 4, 1, 2; F = 2, 1, 1.
    Map: R 2, F 2: h h r r r, M 4 → at risk. R 1, F 1: x x ! ! !, M 1 → lost. R 4, F 1: N N p p p, M 2 → new.
    """
    result = rfm_movement(shop_of(TWO, as_of=date(2024, 1, 31)))
    assert result.facts["compare_to"] == date(2023, 1, 31)
    assert rows(result) == [
        ("lost", "at_risk", 1),
        ("none", "lost", 1),
        ("none", "new_customers", 1),
    ]


@pytest.mark.parametrize(
    ("start", "as_of", "earlier"),
    [
        (date(2023, 1, 31), date(2024, 1, 31), date(2023, 1, 31)),  # the data begin just in time
        (date(2023, 2, 1), date(2024, 1, 31), date(2023, 10, 31)),  # a day too late: a quarter
        (date(2022, 1, 1), date(2024, 2, 29), date(2023, 2, 28)),  # no leap day a year earlier
        (date(2024, 1, 1), date(2024, 5, 31), date(2024, 2, 29)),  # the last day of a shorter month
        (date(2024, 5, 1), date(2024, 5, 31), date(2024, 2, 29)),  # before the data: nobody was there
    ],
)
def test_the_earlier_day(shop_of, start, as_of, earlier):
    shop = shop_of(f"ann {start} 1", as_of=as_of)
    assert rfm_movement(shop).facts["compare_to"] == earlier
    assert rows(rfm_movement(shop))[0][0] == ("none" if start > earlier else "lost")


def test_a_stated_day(ten_orders):
    """Compared with the last day itself, everybody stays."""
    same = rfm_movement(ten_orders, compare_to=date(2024, 4, 15))
    assert [(one, other) for one, other, _ in rows(same)] == [
        (name, name) for name in rfm(ten_orders).rows["segment"]
    ]
    text = compute(ten_orders, "rfm_movement", compare_to="2024-03-01")
    assert text.rows.equals(rfm_movement(ten_orders, compare_to=date(2024, 3, 1)).rows)


@pytest.mark.parametrize("day", [date(2024, 1, 9), date(2024, 4, 16)])
def test_a_day_outside_the_data_is_refused(ten_orders, day):
    with pytest.raises(MetricRefused, match="must lie between"):
        rfm_movement(ten_orders, compare_to=day)


def test_the_earlier_day_must_not_come_after_the_later(ten_orders):
    with pytest.raises(MetricRefused, match="must lie between"):
        rfm_movement(ten_orders, compare_to=date(2024, 3, 2), as_of=date(2024, 3, 1))


def test_either_end_is_the_table_of_that_day(ten_orders):
    earlier = date(2024, 3, 5)
    found = rfm_movement(ten_orders, compare_to=earlier).rows
    there = found[found["from_segment"] != "none"]
    for column, day, table in (("from_segment", earlier, there), ("to_segment", None, found)):
        wanted = rfm(ten_orders, as_of=day).rows.set_index("segment")["customers"]
        assert table.groupby(column)["customers"].sum().to_dict() == wanted.to_dict()
    assert found["customers"].sum() == len(customers(ten_orders).rows)


def test_a_segment_keeps_the_scores_of_the_shop(shop_of):
    shop = shop_of(TWO, as_of=date(2024, 1, 31), attributes={"ann": {"country": "Spain"}})
    segment = Segment(((Attribute.COUNTRY, "Spain"),))
    assert rows(rfm_movement(shop, segment=segment)) == [("lost", "at_risk", 1)]


def test_nobody_at_all(shop_of):
    assert rows(rfm_movement(shop_of("- 2024-01-10 1"))) == []
