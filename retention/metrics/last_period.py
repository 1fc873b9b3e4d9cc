"""The last period of a table that is over and whole, and the one to compare it with (definitions, section 11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from retention.metrics.periods import year_before
from retention.values import Grain


class LastPeriod(NamedTuple):
    """Two rows of a table by period. `before` is None where there is nothing to compare with."""

    now: Any
    before: Any | None
    is_year_ago: bool


def first_whole_day(data_start: date | None, window_days: int = 0) -> date:
    """The day from which on periods are whole; with churn's window, the first day on which somebody could churn.

    Examples
    --------
    >>> first_whole_day(date(2024, 1, 10), 30).isoformat()
    '2024-02-09'
    """
    return date.max if data_start is None else data_start + timedelta(days=window_days)


def whole_periods(rows: pd.DataFrame, first_day: date) -> pd.DataFrame:
    """The periods that are over and began on that day or later.

    Examples
    --------
    >>> from retention.metrics import churn
    >>> rows = churn(shop, window=30).rows
    >>> [str(day)[:10] for day in whole_periods(rows, date(2024, 2, 9))["period"]]
    ['2024-03-01']
    """
    return rows[~rows["is_open"].astype(bool) & (rows["period"] >= first_day)]


def last_period(rows: pd.DataFrame, grain: Grain, first_day: date) -> LastPeriod | None:
    """The last whole period against the same one a year ago where the table holds it whole, else the one before.

    Empty: None while no whole period is over.

    Examples
    --------
    >>> from retention.metrics import churn
    >>> found = last_period(churn(shop, window=30).rows, Grain.MONTH, date(2024, 1, 10))
    >>> str(found.now.period)[:7], str(found.before.period)[:7], found.is_year_ago
    ('2024-03', '2024-02', False)
    """
    whole: list[Any] = list(whole_periods(rows, first_day).itertuples(index=False))
    if not whole:
        return None
    *earlier, now = whole
    day = compared_with(grain, now.period, [row.period for row in earlier])
    before = next((row for row in earlier if row.period == day), None)
    return LastPeriod(now, before, day == year_before(grain, now.period))


def compared_with(grain: Grain, now: date, earlier: Sequence[date]) -> date | None:
    """Of the whole periods before `now`, oldest first: the same a year ago, else the last one.

    >>> compared_with(Grain.MONTH, date(2024, 5, 1), [date(2023, 5, 1), date(2024, 4, 1)]).isoformat()
    '2023-05-01'
    """
    year_ago = year_before(grain, now)
    return year_ago if year_ago in earlier else next(reversed(earlier), None)
