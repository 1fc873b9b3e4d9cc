"""Which period is compared with which, drawn by hand."""

from datetime import date

import pandas as pd
import pytest

from retention.metrics import first_whole_day, last_period, whole_periods
from retention.values import Grain

JANUARY = date(2023, 1, 1)


def months(*starts: str, is_last_open: bool = True) -> pd.DataFrame:
    """A table by month; the last month is not over."""
    days = [date.fromisoformat(f"{start}-01") for start in starts]
    is_open = [is_last_open and day == days[-1] for day in days]
    return pd.DataFrame({"period": days, "is_open": is_open, "churned": range(len(days))})


@pytest.mark.parametrize(
    ("starts", "first_day", "now", "before", "is_year_ago"),
    [
        (("2023-02", "2024-01", "2024-02", "2024-03"), JANUARY, "2024-02", "2023-02", True),
        (("2023-02", "2024-01", "2024-02", "2024-03"), date(2023, 2, 2), "2024-02", "2024-01", False),
        (("2023-03", "2024-01", "2024-02", "2024-03"), JANUARY, "2024-02", "2024-01", False),
        (("2024-01", "2024-02"), JANUARY, "2024-01", None, False),
    ],
    ids=["a year ago", "a year ago is not whole", "a year ago is not there", "nothing earlier"],
)
def test_a_year_ago_else_the_one_before(starts, first_day, now, before, is_year_ago):
    found = last_period(months(*starts), Grain.MONTH, first_day)
    shown = [row and f"{row.period:%Y-%m}" for row in (found.now, found.before)]
    assert [*shown, found.is_year_ago] == [now, before, is_year_ago]


def test_none_while_no_whole_month_is_over():
    assert last_period(months("2024-02", "2024-03"), Grain.MONTH, date(2024, 2, 2)) is None
    assert last_period(months("2024-02"), Grain.MONTH, JANUARY) is None


def test_weeks_go_with_weeks():
    """Of 4 March 2024, a Monday, it is the Monday 364 days earlier, not the 4th of March 2023."""
    rows = pd.DataFrame({"period": [date(2023, 3, 6), date(2024, 3, 4)], "is_open": False})
    assert last_period(rows, Grain.WEEK, JANUARY).before.period == date(2023, 3, 6)


def test_somebody_can_churn_from_the_window_on():
    """Data from 10 January, W = 30: on 9 February somebody may churn, so March is the first whole month."""
    first_day = first_whole_day(date(2024, 1, 10), 30)
    assert first_day == date(2024, 2, 9)
    rows = months("2024-01", "2024-02", "2024-03", "2024-04")
    assert whole_periods(rows, first_day)["period"].tolist() == [date(2024, 3, 1)]
    assert first_whole_day(None) == date.max
