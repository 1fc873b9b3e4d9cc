"""Small results to draw."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest


def cell(cohort, size, period, customers, *, is_complete=True):
    """One row of cohort_retention."""
    share = customers / size
    return {
        "cohort": cohort, "size": size, "period": period, "customers": customers, "share": share,
        "share_low": max(share - 0.05, 0), "share_high": min(share + 0.05, 1), "orders": customers,
        "revenue": 10.0 * customers, "cumulative_revenue_per_customer": 10.0, "average_order_value": 10.0,
        "is_complete": is_complete, "cohorts": 1,
    }  # fmt: skip


@pytest.fixture
def cohorts():
    """Three cohorts: a whole one, one of 20 people, one of 5; the last period of each is open."""
    return pd.DataFrame(
        [
            cell(date(2026, 1, 1), 400, 0, 400),
            cell(date(2026, 1, 1), 400, 1, 80),
            cell(date(2026, 1, 1), 400, 2, 20, is_complete=False),
            cell(date(2026, 2, 1), 20, 0, 20),
            cell(date(2026, 2, 1), 20, 1, 4, is_complete=True),
            cell(date(2026, 3, 1), 5, 0, 5),
            cell("all", 425, 0, 425),
            cell("all", 420, 1, 84),
        ]
    )


@pytest.fixture
def churn():
    """Three months, the last one open, the first without a rate."""
    return pd.DataFrame(
        {
            "period": [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)],
            "active_start": [0, 100, 110],
            "new": [100, 20, 5],
            "resurrected": [0, 4, 1],
            "churned": [0, 14, 3],
            "active_end": [100, 110, 113],
            "churn_rate": [float("nan"), 0.14, 0.03],
            "rate_low": [float("nan"), 0.09, 0.01],
            "rate_high": [float("nan"), 0.22, 0.08],
            "is_open": [False, False, True],
        }
    )
