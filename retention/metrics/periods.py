"""Calendar steps as whole numbers: period arithmetic is subtraction, in SQL as in Python."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from retention.values import Clock, Grain

_INDEX_SQL = {
    Grain.DAY: "({on} - date '0001-01-01')",
    Grain.WEEK: "(({on} - date '0001-01-01') // 7)",  # 1 January of year 1 was a Monday
    Grain.MONTH: "(year({on}) * 12 + month({on}) - 1)",
    Grain.QUARTER: "(year({on}) * 4 + (month({on}) - 1) // 3)",
    Grain.YEAR: "year({on})",
}
_STORED_SQL = {"first_on": "first_month", "purchased_on": "purchased_month", "moved_on": "moved_month"}
"""Months of these days lie in the tables."""

_DAY_SQL = {
    Grain.DAY: "1",
    Grain.WEEK: "(({on} - date '0001-01-01') % 7 + 1)",
    Grain.MONTH: "day({on})",
    Grain.QUARTER: "({on} - cast(date_trunc('quarter', {on}) as date) + 1)",
    Grain.YEAR: "dayofyear({on})",
}


def index_sql(grain: Grain, on: str) -> str:
    """Number of the period that the date expression `on` lies in, as SQL."""
    if grain is Grain.MONTH and on in _STORED_SQL:
        return _STORED_SQL[on]
    return _INDEX_SQL[grain].replace("{on}", on)


def elapsed_sql(grain: Grain, clock: Clock, on: str, days: str) -> str:
    """Periods since the customer's first purchase, as SQL; `days` is the same span in days."""
    if clock is Clock.AGE:
        return f"({days}) // {grain.age_days}"
    return f"{index_sql(grain, on)} - {index_sql(grain, 'first_on')}"


def first_in_period_sql(grain: Grain, clock: Clock) -> str:
    """Whether a purchase is its customer's first in its period, as SQL: the previous one is older than the period."""
    if grain is Grain.MONTH and clock is Clock.CALENDAR:
        return "is_first_in_month"
    age = f"(days_since_first % {grain.age_days} + 1)"
    day = age if clock is Clock.AGE else _DAY_SQL[grain].replace("{on}", "purchased_on")
    return f"(days_since_previous is null or days_since_previous >= {day})"


def index_of(grain: Grain, day: date) -> int:
    """Number of the period that a day lies in."""
    return {
        Grain.DAY: day.toordinal() - 1,
        Grain.WEEK: (day.toordinal() - 1) // 7,
        Grain.MONTH: day.year * 12 + day.month - 1,
        Grain.QUARTER: day.year * 4 + (day.month - 1) // 3,
        Grain.YEAR: day.year,
    }[grain]


def start_of(grain: Grain, index: int) -> date:
    """First day of the period with that number."""
    index = int(index)
    if grain is Grain.DAY:
        return date.fromordinal(index + 1)
    if grain is Grain.WEEK:
        return date.fromordinal(index * 7 + 1)
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[grain]
    return date(index * months // 12, index * months % 12 + 1, 1)


def starts_of(grain: Grain, indexes: Iterable[int]) -> NDArray[np.object_]:
    """First days of several periods, as Python dates."""
    return np.array([start_of(grain, index) for index in indexes], dtype=object)


def end_of(grain: Grain, index: int) -> date:
    """Last day of the period with that number."""
    return start_of(grain, index + 1) - timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the month's last day where it is shorter.

    >>> months_before(date(2024, 5, 31), 3)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def year_before(grain: Grain, start: date) -> date:
    """First day of the same period a year ago; of weeks and days 364 days earlier, so that weekdays match.

    >>> year_before(Grain.WEEK, date(2024, 1, 1)).isoformat()
    '2023-01-02'
    """
    if grain in (Grain.DAY, Grain.WEEK):
        return start - timedelta(days=364)
    return start.replace(year=start.year - 1)


def last_closed(grain: Grain, as_of: date) -> int:
    """Number of the last period that has ended by the end of `as_of`."""
    return index_of(grain, as_of + timedelta(days=1)) - 1


def spread(found: pd.DataFrame, column: str, index: NDArray[Any]) -> NDArray[Any]:
    """A column by period (`period_index`), 0 in the periods that `found` does not hold."""
    values = np.zeros(len(index))
    if len(found):
        values[found["period_index"].to_numpy() - index[0]] = found[column].to_numpy()
    return values
