"""The automatic churn window, worked by hand."""

from datetime import date, timedelta

import pytest

from retention.metrics import churn, churn_window
from retention.values import Caveat

START = date(2022, 1, 1)
LATER = START + timedelta(days=800)  # H = 365


def shop_with(shop_of, gaps, as_of=LATER, start=START):
    """One customer a gap: first purchase on `start`, second so many days after."""
    lines = [f"c{number} {start + timedelta(days=days)} 1"
             for number, gap in enumerate(gaps) for days in (0, gap)]  # fmt: skip
    return shop_of("\n".join(lines), as_of=as_of, data_start=START)


@pytest.mark.parametrize(
    ("gaps", "days", "why"),
    [
        (range(0, 153, 3), 135, "51 gaps: order statistic 0.9 · 50 = 45 exactly, 45 · 3"),
        (range(0, 156, 3), 138, "52 gaps: between 135 and 138 at 0.9 → 137.7, rounded up"),
        (
            [*[5] * 61, *[40] * 7],
            40,
            "68 gaps: 0.9 · 67 = 60.3 → 5 + 0.3 · 35 = 15.5 → 30 at least; see below",
        ),
        ([*[1] * 40, *[10] * 20], 30, "at least 30"),
        ([*[1] * 40, *[364] * 20], 364, "at most H"),
    ],
)
def test_the_90th_percentile_of_gaps(shop_of, gaps, days, why):
    window = churn_window(shop_with(shop_of, list(gaps)))
    assert window.horizon == 365
    assert window.gaps == len(list(gaps))
    assert window.is_auto
    if "see below" in why:
        assert (window.percentile, window.days) == (15.5, 30)
    else:
        assert window.days == days


def test_the_percentile_is_exact(shop_of):
    """68 gaps: 0.9 · 67 = 60.3 (60.300000000000004 in floats); 100 + 0.3 · 10 = 103, not a hair more."""
    window = churn_window(shop_with(shop_of, [*[100] * 61, *[110] * 7]))
    assert (window.percentile, window.days) == (103.0, 103)


def test_same_day_gaps_take_part(shop_of):
    """60 gaps of 0 and 5 of 300: 0.9 · 64 = 57.6 is still 0."""
    assert churn_window(shop_with(shop_of, [*[0] * 60, *[300] * 5])).percentile == 0


@pytest.mark.parametrize(
    ("days_covered", "fallback"),
    [(20, 30), (59, 30), (121, 60), (122, 61), (360, 180), (800, 180)],
)
def test_fewer_than_fifty_gaps(shop_of, days_covered, fallback):
    """max(30, min(180, H)), H = half of the days covered, rounded down."""
    shop = shop_with(
        shop_of, [1] * 49 if days_covered > 200 else [1], START + timedelta(days=days_covered - 1)
    )
    window = churn_window(shop)
    assert (window.days, window.has_few_gaps) == (fallback, True)
    assert Caveat.FEW_GAPS in {note.caveat for note in churn(shop).notes}


def test_fifty_gaps_are_enough(shop_of):
    assert not churn_window(shop_with(shop_of, [1] * 50)).has_few_gaps


def test_gaps_that_could_not_be_followed_are_left_out(shop_of):
    """H = 365: a gap that began 364 days before the end is out, whatever its length; 365 days is in."""
    for days_before, gaps in ((364, 0), (365, 60)):
        start = LATER - timedelta(days=days_before)
        assert churn_window(shop_with(shop_of, [10] * 60, start=start)).gaps == gaps


def test_gaps_longer_than_h_are_left_out(shop_of):
    assert churn_window(shop_with(shop_of, [365, 366])).gaps == 1


def test_an_earlier_day_has_its_own_window(shop_of):
    shop = shop_with(shop_of, [10] * 60)
    early = churn_window(shop, START + timedelta(days=99))
    assert (early.horizon, early.gaps, early.days) == (50, 60, 30)


def test_a_fixed_window_is_taken_as_it_is(ten_orders):
    window = churn_window(ten_orders, window=7)
    assert (window.days, window.is_auto, window.note) == (7, False, None)
