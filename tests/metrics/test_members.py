"""The people behind a cell are as many as the cell says."""

from datetime import date

import pytest

from retention.definitions import DEFINITIONS
from retention.metrics import (
    churn_keys,
    churn_members,
    cohort_keys,
    cohort_members,
    cohort_retention,
    customers,
    segment_keys,
)
from retention.values import Attribute, Clock, Grain, Mode, Movement, RfmSegment, Segment

JAN = date(2024, 1, 1)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("grain", [Grain.WEEK, Grain.MONTH])
def test_counts_equal_cells(ten_orders, mode, clock, grain):
    asked = {"mode": mode, "clock": clock, "grain": grain}
    rows = cohort_retention(ten_orders, **asked).rows
    cells = rows[(rows["cohort"] != "all") & ((rows["period"] < 4) | (rows["customers"] > 0))]
    for row in cells.to_dict("records"):
        came = cohort_members(ten_orders, row["cohort"], row["period"], **asked).rows
        stayed = cohort_members(ten_orders, row["cohort"], row["period"], returned=False, **asked).rows
        assert (len(came), len(came) + len(stayed)) == (row["customers"], row["size"])
        assert not set(came["customer_key"]) & set(stayed["customer_key"])


def test_who_returned(ten_orders):
    """January buyers, month 2: ann came back, bob did not."""
    assert cohort_members(ten_orders, JAN, 2).rows["customer_key"].tolist() == [1]
    assert cohort_members(ten_orders, JAN, 2, returned=False).rows["customer_key"].tolist() == [2]


def test_any_day_of_the_cohort_will_do(ten_orders):
    found = cohort_members(ten_orders, date(2024, 1, 31), 2)
    assert found.facts == {"cohort": JAN, "period": 2, "returned": True, "customers": 1, "window_days": 48}


def test_columns_are_those_of_customers(ten_orders):
    for found in (cohort_members(ten_orders, JAN, 0), churn_members(ten_orders, JAN)):
        assert tuple(found.rows.columns) == DEFINITIONS["customers"].column_names
        assert found.metric == "customers"


def test_an_unknown_cohort_has_no_people(ten_orders):
    assert len(cohort_members(ten_orders, date(2020, 1, 1), 0).rows) == 0


def test_a_segment_and_an_earlier_day(shop_of):
    shop = shop_of(
        "ann 2024-01-10 1\nbob 2024-01-31 1\nbob 2024-02-03 1\nann 2024-02-10 1",
        attributes={"ann": {"country": "France"}, "bob": {"country": "Spain"}},
    )
    france = Segment(((Attribute.COUNTRY, "France"),))
    assert cohort_members(shop, JAN, 1, segment=france).rows["customer_key"].tolist() == [1]
    assert cohort_members(shop, JAN, 1, as_of=date(2024, 2, 5)).rows["customer_key"].tolist() == [2]


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (Movement.CHURNED, [2, 3, 4]),
        (Movement.NEW, [5]),
        (Movement.RESURRECTED, [1, 3]),
        (Movement.ACTIVE_START, [2, 3, 4]),
        (Movement.ACTIVE_END, [1, 3, 5]),
    ],
)
def test_who_moved_in_march(ten_orders, kind, keys):
    """W = 30, see test_churn: churned cid, bob, dan; new eve; back ann, cid."""
    found = churn_members(ten_orders, date(2024, 3, 15), kind, window=30)
    assert found.rows["customer_key"].tolist() == keys
    assert found.facts["events"] == len(keys)


def by_value(rows):
    return rows.sort_values(["net_revenue", "customer_key"], ascending=[False, True])["customer_key"].tolist()


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("returned", [True, False])
def test_keys_are_those_of_the_rows_the_most_valuable_first(ten_orders, mode, returned):
    asked = {"mode": mode, "returned": returned, "grain": Grain.QUARTER}
    rows = cohort_members(ten_orders, JAN, 0, **asked).rows
    assert cohort_keys(ten_orders, JAN, 0, **asked) == by_value(rows)


@pytest.mark.parametrize("kind", Movement)
def test_keys_of_a_period_are_those_of_its_rows(ten_orders, kind):
    rows = churn_members(ten_orders, date(2024, 3, 1), kind, window=30).rows
    assert churn_keys(ten_orders, date(2024, 3, 1), kind, window=30) == by_value(rows)
    assert len(rows) > 0


def test_every_customer_has_one_segment_and_one_pair_of_scores(ten_orders):
    rows = customers(ten_orders).rows
    for segment, people in rows.groupby("segment"):
        assert segment_keys(ten_orders, RfmSegment(segment)) == by_value(people)
    for (recency, frequency), people in rows.groupby(["R", "F"]):
        assert segment_keys(ten_orders, recency=recency, frequency=frequency) == by_value(people)
