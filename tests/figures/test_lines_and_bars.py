"""Curves and bars show what the rows say, in the reader's language."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from retention.figures import DARK, LIGHT, active_base, churn_rate, cohort_curves, gap_histogram
from retention.i18n import words

EN, RU = words("en"), words("ru")
MONTHS = ("Jan", "Feb", "Mar", "New", "days between")


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_curves_start_after_the_first_order_and_mark_open_periods(cohorts):
    figure = cohort_curves(cohorts, EN, LIGHT, chosen="2026-01-01")
    assert list(named(figure, "All cohorts").x) == [1]
    assert list(named(figure, "January\N{NO-BREAK SPACE}2026").y) == [0.2]
    assert list(named(figure, "not over yet").x) == [2]


def test_curves_of_all_cohorts_alone(cohorts):
    assert [trace.name for trace in cohort_curves(cohorts, EN, LIGHT).data] == [None, "All cohorts"]


def test_curves_of_a_shop_without_a_full_period(cohorts):
    assert cohort_curves(cohorts[cohorts["period"] == 0], EN, LIGHT).data[0].x == ()


def test_churn_rate_leaves_out_what_has_no_rate_and_dots_the_open_period(churn):
    band, dotted, closed = churn_rate(churn, EN, LIGHT).data
    assert (list(closed.y), list(dotted.y)) == ([0.14], [0.14, 0.03])
    assert dotted.line.dash == "dot"
    assert list(band.y) == [0.22, 0.09]
    assert "not over yet" in dotted.hovertext[-1]


def test_active_base_draws_leavers_below_zero(churn):
    figure = active_base(churn, EN, LIGHT)
    assert list(named(figure, "Churned").y) == [0, -14, -3]
    assert list(named(figure, "New").y) == [100, 20, 5]
    assert named(figure, "New").marker.opacity == (1.0, 1.0, 0.45)


def test_gap_histogram_shows_the_window():
    gaps = pd.DataFrame({"days": [3, 40, 200], "gaps": [50, 30, 2]})
    figure = gap_histogram(gaps, EN, LIGHT, window_days=112)
    assert figure.layout.annotations[0].text == "112 days"
    assert [list(trace.x) for trace in figure.data] == [[3, 40], [200]]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_russian_figures_hold_no_english(churn, cohorts, palette):
    drawn = [
        churn_rate(churn, RU, palette),
        active_base(churn, RU, palette),
        cohort_curves(cohorts, RU, palette, chosen="2026-01-01"),
        gap_histogram(pd.DataFrame({"days": [1], "gaps": [1]}), RU, palette, window_days=31),
    ]
    text = "".join(json.dumps(figure.to_dict(), default=str, ensure_ascii=False) for figure in drawn)
    assert [word for word in MONTHS if f'"{word}' in text] == []
    assert "31\N{NO-BREAK SPACE}день" in text
