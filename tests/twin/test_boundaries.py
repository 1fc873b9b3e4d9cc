"""The twin on the very day of each boundary: one day more or less must tell."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from tests.twin.book import build
from tests.twin.churn import churn, horizon_days, settled_gaps
from tests.twin.cohorts import cohort_retention
from tests.twin.growth import lifetime_value
from tests.twin.repeat import repeat_purchase
from tests.twin.rfm import customers, frequency_band
from tests.twin.test_edges import bought

LATE = partial(bought, who="late@x.org")


@pytest.mark.parametrize(("last", "complete"), [(48, False), (49, True)])
def test_age_cell_waits_for_the_youngest(last: int, complete: bool):
    """Members of day 0 and day 20: the younger lives through day 29 of age on day 49, the cell 1 exists by 30."""
    book = build([*bought(0), *LATE(20), *bought(last, meaning="pending")])
    rows = [row for row in cohort_retention(book, clock="age") if row["cohort"] != "all"]
    assert [(row["period"], row["is_complete"]) for row in rows] == [(0, complete), (1, False)]
    values = [row for row in lifetime_value(book) if row["cohort"] != "all"]
    assert [(row["age_months"], row["is_complete"]) for row in values] == [(0, complete), (1, False)]


def test_money_before_the_first_purchase_has_no_age():
    """Given back on day 0, bought first on day 10: the customer's net revenue has both, her ages the purchase."""
    [order] = bought(0)
    book = build([replace(order, amount=Decimal(-4)), *bought(10)])
    assert [row["revenue_per_customer"] for row in lifetime_value(book)] == [10]
    assert customers(book)[0]["net_revenue"] == 6


@pytest.mark.parametrize(("last", "eligible"), [(29, 0), (30, 1)])
def test_eligible_on_the_day(last: int, eligible: int):
    """The first purchase is eligible for 30 days from the 30th day after it on."""
    book = build([*bought(0), *bought(last, meaning="pending")])
    assert repeat_purchase(book)[0]["eligible"] == eligible
    assert (repeat_purchase(book)[0]["km_share"] is None) == (not eligible)


@pytest.mark.parametrize(("gap", "repeaters"), [(30, 1), (31, 0)])
def test_repeat_on_the_day(gap: int, repeaters: int):
    """A second purchase on the 30th day after the first is within 30 days."""
    assert repeat_purchase(build([*bought(0, gap), *LATE(90)]))[0]["repeaters"] == repeaters


def test_gap_as_long_as_the_horizon():
    """Day 0 to day 99 are 100 days, H = 50. Gaps 50 and 51, begun on days 49 and 48: one is short enough.

    A gap begun on day 49 began 50 days before as_of, so it takes part; one begun on day 50 does not.
    """
    book = build(
        [*bought(0, meaning="pending"), *bought(49, 99), *LATE(48, 99), *bought(50, 51, who="c@x.org")]
    )
    assert horizon_days(book) == 50
    assert settled_gaps(book) == [50]


@pytest.mark.parametrize(("second", "revenue"), [(335, 20), (336, 10)])
def test_past_year_is_365_days(second: int, revenue: int):
    """Churned 30 days after the second purchase: on day 365 the year before it begins on day 0."""
    book = build([*bought(0, second), *LATE(second + 30)])
    assert churn(book, window=30)[-1]["churned_revenue_365"] == revenue


def test_frequency_bands():
    assert [frequency_band(number) for number in range(1, 9)] == [1, 2, 3, 4, 4, 4, 5, 5]


@pytest.mark.parametrize(
    ("days", "last", "stage"),
    [
        ((0, 10, 20, 30), 40, "active"),  # three gaps, their median is 10
        ((0, 10, 20, 30), 41, "late"),
        ((0, 10, 20), 50, "active"),  # two gaps say nothing, half of W is 30
        ((0, 10, 20), 51, "late"),
        ((0, 10, 20), 79, "late"),
        ((0, 10, 20), 80, "churned"),
    ],
)
def test_stage_on_the_day(days: tuple[int, ...], last: int, stage: str):
    book = build([*bought(*days), *bought(last, meaning="pending")])
    assert customers(book, window=60)[0]["stage"] == stage


def test_period_that_ends_on_the_last_day_is_closed():
    """31 January and 30 January as the last covered day."""
    assert not churn(build([*bought(0), *bought(30, meaning="pending")]))[0]["is_open"]
    assert churn(build([*bought(0), *bought(29, meaning="pending")]))[0]["is_open"]


def test_refund_has_its_own_date():
    """Bought in January, partly given back in March: the money moves in March."""
    sold = bought(0, refunded=Decimal(3), refunded_on=date(2024, 3, 1))
    rows = cohort_retention(build([*sold, *LATE(90)]))
    january = [row["revenue"] for row in rows if row["cohort"] == date(2024, 1, 1)]
    assert january == [10, 0, -3]
