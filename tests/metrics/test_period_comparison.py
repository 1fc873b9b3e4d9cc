"""The last closed period against an earlier one, worked by hand."""

import math
from datetime import date, timedelta

import pandas as pd
import pytest

from retention.definitions import DEFINITIONS
from retention.errors import MetricRefused
from retention.metrics import compute, period_comparison
from retention.metrics.comparison import equal_shares
from retention.metrics.intervals import newcombe
from retention.metrics.period_comparison import _called
from retention.values import Attribute, Caveat, Grain
from tests.metrics.visiting import visited


def carts_of(day: str, size: int, left: int) -> str:
    """Visits of one day with a cart, the first of them without a purchase."""
    return "\n".join(f"- {day} cart{'' if n < left else ' bought'}" for n in range(size)) + "\n"


def row(result, measure):
    """What is said about one measure."""
    return result.rows.set_index("measure").loc[measure]


def periods(result):
    return result.rows[["period", "is_year_ago", "compared_with"]].drop_duplicates().to_numpy().tolist()


@pytest.mark.parametrize(
    ("counts", "ends"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0000)),
    ],
)
def test_intervals_as_published_by_newcombe_1998_table_ii_method_10(counts, ends):
    assert [round(float(end), 4) for end in newcombe(*counts)] == list(ends)


def test_the_score_test_is_that_of_a_four_fold_table():
    """56 of 70 against 48 of 80: together 104 of 150; z = 0.2 / sqrt(0.69333 * 0.30667 * (1/70 + 1/80)) = 2.6502."""
    z = 0.2 / math.sqrt(104 / 150 * 46 / 150 * (1 / 70 + 1 / 80))
    assert z == pytest.approx(2.6502, abs=1e-4)
    found = equal_shares([56, 5, 3, 0], [70, 5, 0, 9], [48, 7, 1, 0], [80, 7, 4, 4])
    assert found[:2] == pytest.approx([math.erfc(z / math.sqrt(2)), 1])
    assert [math.isnan(p) for p in found] == [False, False, True, False]
    assert math.isnan(equal_shares([4], [3], [1], [4])[0])  # more than all


def test_the_same_month_a_year_ago(shop_of):
    """February 2024: 56 of 70 carts are left; February 2023: 48 of 80. 80 % - 60 % = 20 points, 5.2 to 33.4."""
    shop = visited(shop_of(""), carts_of("2023-02-01", 80, 48) + carts_of("2024-02-29", 70, 56))
    found = period_comparison(shop, of="carts")
    assert periods(found) == [[date(2024, 2, 1), True, date(2023, 2, 1)]]
    left = row(found, "abandonment_rate")
    assert (left.value, left.n, left.value_before, left.n_before) == (0.8, 70, 0.6, 80)
    assert left.difference == pytest.approx(0.2)
    assert [round(float(end), 4) for end in left[["difference_low", "difference_high"]]] == [0.0524, 0.3339]
    assert left.is_different
    assert row(found, "conversion").difference == pytest.approx(-0.2)
    visits = row(found, "sessions")
    assert (visits.value, visits.value_before, visits.difference, visits.is_different) == (70, 80, -10, False)
    assert pd.isna(visits.n) and pd.isna(visits.difference_low)


def test_the_month_before_where_the_year_is_not_loaded_or_not_whole(shop_of):
    """The first visit lies on the second of a month: that February is not whole, January 2024 is the next choice.
    One of two against none of two carts left: the interval holds 0."""
    drawn = carts_of("2023-02-02", 9, 9) + carts_of("2024-01-05", 2, 0) + carts_of("2024-02-05", 2, 1)
    shop = visited(shop_of(""), drawn, as_of=date(2024, 3, 10))
    found = period_comparison(shop, of="carts")
    assert periods(found) == [[date(2024, 2, 1), False, date(2024, 1, 1)]]
    left = row(found, "abandonment_rate")
    assert (left.difference, left.is_different) == (0.5, False)
    assert left.difference_low < 0 < left.difference_high
    assert Caveat.SMALL_NUMBERS in {note.caveat for note in found.notes}


def test_churn_from_the_first_month_in_which_somebody_could_churn(ten_orders):
    """W = 30, data from 10 January: on 9 February somebody may churn, so March is the first whole month: 3 of 3
    churned, and there is nothing to compare with. April is not over."""
    found = period_comparison(ten_orders, window=30)
    assert periods(found) == [[date(2024, 3, 1), False, None]]
    rate = row(found, "churn_rate")
    assert (rate.value, rate.n, rate.is_different) == (1, 3, False)
    assert pd.isna(rate.n_before) and pd.isna(rate.difference) and pd.isna(rate.p_value)
    assert found.facts["window_days"] == 30


def test_no_whole_period(ten_orders):
    assert len(period_comparison(ten_orders, of="concentration", as_of=date(2024, 2, 28)).rows) == 0


def test_growth_of_ten_orders(ten_orders):
    """March against February (January is not whole): three customers bought in each; one new against two."""
    found = period_comparison(ten_orders, of="lifecycle")
    assert periods(found) == [[date(2024, 3, 1), False, date(2024, 2, 1)]]
    counts = found.rows[["measure", "value", "value_before"]].to_numpy().tolist()
    assert counts[:5] == [["customers", 3, 3], ["new", 1, 2], ["returning", 1, 1], ["resurrected", 1, 0],
                          ["dormant", 2, 1]]  # fmt: skip
    assert not found.rows["is_different"].any()


@pytest.mark.parametrize(("grain", "days"), [(Grain.WEEK, 364), (Grain.DAY, 364), (Grain.QUARTER, 366)])
def test_a_year_ago_by_grain(shop_of, grain, days):
    """Monday, 1 January 2024 to Tuesday, 31 December 2024; a purchase on the first day, one in the end."""
    shop = shop_of("ann 2023-01-02 1\nann 2024-12-31 1", data_start=date(2023, 1, 1))
    ((period, is_year_ago, before),) = periods(period_comparison(shop, of="concentration", grain=grain))
    assert is_year_ago and period - before == timedelta(days=days)


def test_the_last_cohort_whose_next_month_is_over(ten_orders):
    """February (cid, dan: cid in March) is over, that of March (eve: in April) is not. January is not whole."""
    found = period_comparison(ten_orders, of="cohort_retention")
    assert periods(found) == [[date(2024, 2, 1), False, None]]
    assert row(found, "share")[["value", "n"]].tolist() == [0.5, 2]
    earlier = period_comparison(ten_orders, of="cohort_retention", as_of=date(2024, 3, 30))
    assert len(earlier.rows) == 0  # one day of March is missing


def test_cohorts_against_the_one_before(shop_of):
    """January: 2 of 3 back in February; February: none of 1 in March."""
    drawn = "ann 2024-01-01 1\nbob 2024-01-02 1\ncid 2024-01-03 1\nann 2024-02-01 1\nbob 2024-02-02 1\ndan 2024-02-03 1"
    found = period_comparison(shop_of(drawn, as_of=date(2024, 3, 31)), of="cohort_retention")
    share = row(found, "share")
    assert (share.value, share.n, share.n_before, share.is_different) == (0, 1, 3, False)
    assert share.value_before == pytest.approx(2 / 3)
    assert share.difference_low < 0 < share.difference_high


def test_discounts_of_purchases(ten_orders):
    found = period_comparison(ten_orders, of="discounts")
    share = row(found, "share")
    assert (share.value, share.n, share.n_before, share.p_value) == (0, 3, 3, 1)


def test_groups_of_customers(shop_of):
    """France: two, then three buyers; the others one in each month."""
    shop = shop_of(
        "ann 2024-01-01 1\nbob 2024-01-02 1\nzoe 2024-01-03 1\nann 2024-02-01 1\nbob 2024-02-02 1\n"
        "cid 2024-02-29 1\nzoe 2024-02-03 1",
        attributes={name: {"country": "France"} for name in ("ann", "bob", "cid")},
    )
    rows = compute(shop, "period_comparison", of="lifecycle", split="country").rows
    assert rows.columns[0] == "country"
    bought = rows[rows["measure"] == "customers"][["country", "value", "value_before"]]
    assert bought.to_numpy().tolist() == [["France", 3, 2], [None, 1, 1]]
    assert len(period_comparison(shop, of="lifecycle", split=(Attribute.COUNTRY,)).rows) == 12


def test_among_many_groups_a_lone_difference_may_be_chance():
    """Five groups with p = 0.04, 0.2 …: alone the first interval leaves out 0, but 0.04 > 5 % / 5."""
    rows = pd.DataFrame(
        {
            "difference_low": [0.01, *[-0.1] * 4],
            "difference_high": 0.2,
            "p_value": [0.04, 0.2, 0.4, 0.6, 0.8],
        }
    ).reindex(columns=["country", *DEFINITIONS["period_comparison"].column_names])
    assert _called(rows, is_many=False)["is_different"].tolist() == [True, *[False] * 4]
    assert not _called(rows, is_many=True)["is_different"].any()


def test_what_cannot_be_compared(ten_orders):
    with pytest.raises(
        MetricRefused,
        match="churn, cohort_retention, discounts, carts, acquisition, lifecycle, concentration",
    ):
        compute(ten_orders, "period_comparison", of="rfm")
