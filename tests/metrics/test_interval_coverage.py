"""The intervals hold the true value as often as they say; docs/intervals.md has the tables."""

import re
from fractions import Fraction
from math import comb

import numpy as np
import pytest

from retention.definitions import DEFINITIONS
from retention.definitions.record import SHARE_INTERVALS, SURVIVAL_INTERVALS
from retention.metrics.intervals import wilson
from tests.metrics import coverage_table as table
from tests.metrics.coverage_table import BUYING, COUNTS, PAGE, PAIRS, SHARES, WAITING

USUAL = (0.93, 0.97)


def test_wilson_holds_95_percent_on_average_for_every_number_of_people():
    means = np.array([table.wilson_coverage(count).mean() for count in COUNTS])
    assert means.min() > 0.94 and means.max() < 0.96


def test_nobody_and_everybody_end_exactly():
    """Rounding left 5.6e-17 as the low end of 0 of 3."""
    counts = np.arange(1, 200)
    assert (wilson(np.zeros(199), counts)[0] == 0).all()
    assert (wilson(counts, counts)[1] == 1).all()


@pytest.mark.parametrize(("count", "percent"), [(20, 5), (30, 70), (55, 1)])
def test_the_sum_is_that_of_whole_numbers(count, percent):
    """The chances of all counts whose interval holds the share, added as fractions."""
    share = Fraction(percent, 100)
    low, high = wilson(np.arange(count + 1), count)
    chances = (
        comb(count, hits) * share**hits * (1 - share) ** (count - hits)
        for hits in range(count + 1)
        if low[hits] <= share <= high[hits]
    )
    place = int(np.searchsorted(SHARES, percent / 100))
    assert table.wilson_coverage(count)[place] == pytest.approx(float(sum(chances)), abs=1e-12)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_newcombe_differences(pair):
    coverage, enough = table.newcombe_coverage(*pair), table.has_enough(*pair)
    assert 0.94 < coverage.mean() < 0.96
    assert enough.sum() > 40
    assert USUAL[0] <= coverage[enough].min() and coverage[enough].max() <= USUAL[1]


def test_the_definition_states_the_lowest_coverage():
    said = re.search(r"at worst in ([\d.]+)%", SHARE_INTERVALS)
    worst = table.wilson_worst()
    assert said and float(said[1]) == round(100 * worst.coverage, 1)
    assert 0.89 < worst.coverage < 0.90
    assert f"{COUNTS[0]} to {COUNTS[-1]:,}" in SHARE_INTERVALS


def test_every_definition_with_an_interval_says_how_often_it_holds():
    for name, record in DEFINITIONS.items():
        has_share = {"share_low", "rate_low", "discounted_low"} & set(record.column_names)
        assert (SHARE_INTERVALS in record.readings) == bool(has_share), name
        assert (SURVIVAL_INTERVALS in record.readings) == ("km_low" in record.column_names), name


@pytest.mark.parametrize("case", [case for case in WAITING if case.share > 0.05], ids=str)
def test_kaplan_meier_shares(case):
    found = table.waiting_coverage(case)
    assert not found.is_enough or USUAL[0] <= found.coverage <= USUAL[1]


def test_most_simulated_lines_have_enough_to_be_held_to_the_rule():
    assert sum(table.waiting_coverage(case, samples=20).is_enough for case in WAITING) >= 20


@pytest.mark.parametrize("case", BUYING[:1], ids=str)
def test_churn_rates(case):
    found = table.churn_coverage(case)
    assert found.is_enough and USUAL[0] <= found.coverage <= USUAL[1]
    assert found.events / (found.events + found.others) == pytest.approx(case.churn_rate, rel=0.02)


def test_the_page_has_what_is_computed():
    written = PAGE.read_text("utf-8")
    assert "\n".join(table.exact_lines()) in written
    assert "\n".join(table.difference_lines()) in written
    lines = [line for line in written.splitlines() if line.endswith("% |") and line.count("|") == 8]
    assert len(lines) >= 20
    assert all(93 <= float(line.split("|")[-2].strip(" %")) <= 97 for line in lines)
