"""How much is bought, and how much of it at a discount, in sales and before holidays?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from retention.definitions import DEFINITIONS
from retention.metrics.cohorts import ALL, OTHER_DAYS, events_of
from retention.metrics.intervals import ratio, wilson
from retention.metrics.large_customer import large_customer
from retention.metrics.scope import Scope, notes_of, scope_of
from retention.shop.shop import Shop
from retention.values import EventWindow, Result, Segment

COLUMNS = list(DEFINITIONS["event_windows"].column_names)
PARTS = 4
"""Decimals of money in the shop file: what is more is the noise of adding days."""

SUMS = ["purchases", "first_purchases", "discounted", "revenue"]


def event_windows(shop: Shop, *, segment: Segment | None = None, as_of: date | None = None) -> Result:
    """Purchases, discounts and revenue in named windows, beside the days that lie in none of them and all days.

    Grain: one window that holds a day of the data, by name and first day; then `other_days`, then `all`.
    Unit: days, purchases, shares 0..1, money of the shop.
    Counts: days = those of the window that the data cover. share = purchases / all purchases; discounted_share
        = purchases with a discount or coupon / purchases. Windows that overlap count their purchases each.
        Revenue = amounts less what was given back of these purchases by `as_of`.
    Open: `is_open` is True while the window has days after `as_of`.
    Empty: no share where nothing was bought; the row stays.
    SQL: metrics/event_windows.sql
    Source: the definitions of this product, section 10; interval by E. B. Wilson (1927), JASA 22(158).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> event_windows(shop).rows[["event", "days", "purchases"]].to_numpy().tolist()
    [['defenders_day', 8, 0], ['womens_day', 8, 1], ['other_days', 81, 9], ['all', 97, 10]]
    """
    scope = scope_of(shop, as_of, segment)
    bought = scope.query("event_windows")
    calendar = _calendar(scope, bought)
    windows = [window for event in events_of(scope).values() for window in event]
    windows.sort(key=lambda window: (window.name, window.first, window.last))
    inside = [_days_in(calendar, window) for window in windows]
    nowhere = ~np.any(inside, axis=0) if inside else np.ones(len(calendar), dtype=bool)
    masks = [*inside, nowhere, np.ones(len(calendar), dtype=bool)]
    rows = pd.DataFrame([calendar.loc[mask, SUMS].sum() for mask in masks])
    return Result(
        "event_windows",
        _shown(scope, windows, masks, rows),
        scope.as_of,
        notes_of(scope, large_customer(scope.coverage)),
    )


def _calendar(scope: Scope, bought: pd.DataFrame) -> pd.DataFrame:
    """Every day of the data with what was bought on it."""
    days = pd.date_range(scope.data_start, scope.as_of)
    by_day = bought.set_index(pd.to_datetime(bought["purchased_on"]))[SUMS]
    return by_day.reindex(days).fillna(0)


def _days_in(calendar: pd.DataFrame, window: EventWindow) -> np.ndarray:
    first, last = pd.Timestamp(window.first), pd.Timestamp(window.last)
    return np.asarray((calendar.index >= first) & (calendar.index <= last))


def _shown(
    scope: Scope, windows: list[EventWindow], masks: list[np.ndarray], rows: pd.DataFrame
) -> pd.DataFrame:
    counts = rows[SUMS[:3]].to_numpy(dtype=np.int64).T
    purchases, first_purchases, discounted = counts
    low, high = wilson(discounted, purchases)
    days = np.array([mask.sum() for mask in masks])
    nothing = [None, None]
    columns = (
        pd.Series([*(window.name for window in windows), OTHER_DAYS, ALL], dtype="str"),
        pd.Series([*(window.first for window in windows), *nothing], dtype=object),
        pd.Series([*(window.last for window in windows), *nothing], dtype=object),
        days,
        purchases,
        ratio(purchases, purchases[-1]),
        ratio(purchases, days),
        first_purchases,
        discounted,
        ratio(discounted, purchases),
        low,
        high,
        rows["revenue"].to_numpy(dtype=float).round(PARTS),
        [*(window.last > scope.as_of for window in windows), False, False],
    )
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
