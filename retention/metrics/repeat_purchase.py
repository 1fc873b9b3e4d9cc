"""How many buy a second time, and how soon?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from retention.metrics.cohorts import by_event
from retention.metrics.horizons import shares_by_horizon
from retention.metrics.order_segments import repeat_purchases
from retention.metrics.scope import Scope, notes_of, scope_of, small_numbers
from retention.shop.shop import Shop
from retention.values import Caveat, Note, OrderSegment, Result, Segment

HORIZONS = (30, 60, 90, 180, 365)
"""Days within which the second purchase is looked for."""


def repeat_purchase(
    shop: Shop,
    *,
    events: str | None = None,
    segment: Segment | None = None,
    orders: OrderSegment | None = None,
    as_of: date | None = None,
) -> Result:
    """Share of customers whose second purchase came within 30, 60, 90, 180 and 365 days, and ever.

    Grain: one row a horizon, and one without a horizon = ever.
    Unit: people, shares 0..1.
    Counts: among customers whose first purchase is at least D days old, those whose second came within
        D days (dates, not times; same day = 0). `km_…` uses all customers, also the younger ones.
        `orders` lets only some purchases count as repeats: who is asked about stays everybody, from the first
        of all purchases on, and a repeat is the first later purchase that matches.
        With `events`, a window of days (black_friday, a shop's own sale), under a first column `cohort`: who
        first bought in it, by year, beside who did on the other days of the same months; then all years together.
    Open: `ever` gives newer customers less time than older ones (caveat exposure_differs).
    Empty: no share where nobody is old enough; no range of the Kaplan–Meier share where it is 0 or 1.
    SQL: metrics/repeat_purchase.sql
    Source: E. Kaplan, P. Meier (1958), JASA 53(282); E. B. Wilson (1927), JASA 22(158).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, order_field_unknown, event_unknown, event_not_covered.

    Examples
    --------
    >>> repeat_purchase(shop).rows["share"].tolist()[:2]
    [0.5, 1.0]
    """
    scope = scope_of(shop, as_of, segment)
    rows = _by_event(scope, events, orders) if events else _rows(scope, orders)
    differs = Note(Caveat.EXPOSURE_DIFFERS) if rows["eligible"].any() else None
    notes = notes_of(scope, differs, small_numbers(rows["eligible"]))
    return Result("repeat_purchase", rows, scope.as_of, notes, {"events": events})


def _rows(scope: Scope, orders: OrderSegment | None) -> pd.DataFrame:
    purchases, values = repeat_purchases(orders)
    return shares_by_horizon(
        scope.query("repeat_purchase", values, purchases=purchases), HORIZONS, "repeaters"
    )


def _by_event(scope: Scope, events: str, orders: OrderSegment | None) -> pd.DataFrame:
    """The rows of each cohort that holds somebody."""
    tables = []
    for name, condition in by_event(scope, events).conditions().items():
        table = _rows(replace(scope, people=f"{scope.people} and {condition}"), orders)
        table.insert(0, "cohort", name)
        tables.append(table)
    found = [table for table in tables if table["eligible"].iloc[-1]]
    return pd.concat(found or [tables[0].iloc[:0]], ignore_index=True)
