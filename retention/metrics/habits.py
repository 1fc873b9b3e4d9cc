"""Who buys only on sale, after payday, or in one season?"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from retention.errors import MetricRefused
from retention.metrics.intervals import ratio, wilson
from retention.metrics.periods import end_of, index_of, start_of
from retention.metrics.scope import Scope, notes_of, scope_of, small_numbers
from retention.shop.shop import Shop
from retention.values import Grain, Result, Segment

PAYDAYS = (5, 20)
"""Days of the month on which wages are paid, unless the user says otherwise."""

DAYS_AFTER = 5
"""A purchase is near a payday on the day itself and on so many days after it."""


def habits(
    shop: Shop,
    *,
    paydays: tuple[int, ...] = PAYDAYS,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """Customers who buy on sale only, after payday, or came in this season before and not yet this year.

    Grain: one habit: `payday`, `sale_only`, `seasonal`.
    Unit: people, shares 0..1.
    Counts: sale_only = two purchases or more, all with a discount or coupon; payday = three or more, at least
        70 % of them on a payday or the five days after it; seasonal = bought in the calendar quarter of
        `as_of` in an earlier year, not in this one. `eligible` = who has enough purchases to tell.
    Open: seasonal customers can still come until the quarter ends.
    Empty: no share where nobody is eligible; each habit has its row.
    SQL: metrics/habits.sql
    Source: the definitions of this product, section 10; interval by E. B. Wilson (1927), JASA 22(158).

    Parameters
    ----------
    paydays
        Days of the month; one that a month lacks is its last day.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, paydays_wrong, segment_field_unknown.

    Examples
    --------
    >>> habits(shop).rows[["habit", "eligible", "customers"]].to_numpy().tolist()
    [['payday', 1, 1], ['sale_only', 4, 0], ['seasonal', 0, 0]]
    """
    scope = scope_of(shop, as_of, segment)
    rows = scope.query("habits", {"payday_days": _near_paydays(scope, paydays), **_seasons(scope)})
    low, high = wilson(rows["customers"], rows["eligible"])
    rows = rows.assign(share=ratio(rows["customers"], rows["eligible"]), share_low=low, share_high=high)
    return Result(
        "habits", rows, scope.as_of, notes_of(scope, small_numbers(rows["eligible"])), {"paydays": paydays}
    )


def _near_paydays(scope: Scope, paydays: tuple[int, ...]) -> list[date]:
    """Every date on a payday or the five days after it, from the data start on."""
    if not paydays or not all(1 <= day <= 31 for day in paydays):
        raise MetricRefused("paydays_wrong", found=", ".join(map(str, paydays)))
    months = range(index_of(Grain.MONTH, scope.data_start) - 1, index_of(Grain.MONTH, scope.as_of) + 1)
    starts = [start_of(Grain.MONTH, month) for month in months]
    paid = [
        start.replace(day=min(day, monthrange(start.year, start.month)[1]))
        for start in starts
        for day in paydays
    ]
    return sorted({day + timedelta(days=after) for day in paid for after in range(DAYS_AFTER + 1)})


def _seasons(scope: Scope) -> dict[str, object]:
    """The calendar quarter of `as_of` in this year and in all earlier ones of the data."""
    now = index_of(Grain.QUARTER, scope.as_of)
    quarters = range(now, index_of(Grain.QUARTER, scope.data_start) - 1, -4)
    return {
        "quarter_on": start_of(Grain.QUARTER, now),
        "season_starts": [start_of(Grain.QUARTER, quarter) for quarter in quarters],
        "season_ends": [end_of(Grain.QUARTER, quarter) for quarter in quarters],
    }
