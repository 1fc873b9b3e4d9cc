"""Bands are areas, without points of their own."""

import pandas as pd

from retention.figures import LIGHT, churn_rate, cohort_curves
from retention.i18n import words


def bands(figure):
    """Traces drawn as areas."""
    return [trace for trace in figure.data if trace.fill == "toself"]


def test_churn_band_has_no_points():
    rows = pd.DataFrame(
        {
            "period": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"]),
            "churn_rate": [0.1, 0.2, 0.15],
            "rate_low": [0.05, 0.15, 0.1],
            "rate_high": [0.15, 0.25, 0.2],
            "active_start": [100, 110, 120],
            "churned": [10, 22, 18],
            "is_open": [False, False, True],
        }
    )
    found = bands(churn_rate(rows, words("en"), LIGHT))
    assert [trace.mode for trace in found] == ["lines"]


def test_cohort_band_has_no_points():
    rows = pd.DataFrame(
        {
            "cohort": ["all", "all", "all"],
            "size": [100, 90, 80],
            "period": [0, 1, 2],
            "customers": [100, 20, 16],
            "share": [1.0, 0.22, 0.2],
            "share_low": [0.96, 0.15, 0.13],
            "share_high": [1.0, 0.32, 0.3],
            "is_complete": [True, True, True],
        }
    )
    found = bands(cohort_curves(rows, words("en"), LIGHT))
    assert [trace.mode for trace in found] == ["lines"]
