"""How many buy a second time, and how soon?"""

from __future__ import annotations

from datetime import date

from retention.metrics.horizons import shares_by_horizon
from retention.metrics.scope import notes_of, scope_of, small_numbers
from retention.shop.shop import Shop
from retention.values import Caveat, Note, Result, Segment

HORIZONS = (30, 60, 90, 180, 365)
"""Days within which the second purchase is looked for."""


def repeat_purchase(shop: Shop, *, segment: Segment | None = None, as_of: date | None = None) -> Result:
    """Share of customers whose second purchase came within 30, 60, 90, 180 and 365 days, and ever.

    Grain: one row a horizon, and one without a horizon = ever.
    Unit: people, shares 0..1.
    Counts: among customers whose first purchase is at least D days old, those whose second came within
        D days (dates, not times; same day = 0). `km_…` uses all customers, also the younger ones.
    Open: `ever` gives newer customers less time than older ones (caveat exposure_differs).
    Empty: no share where nobody is old enough; no range of the Kaplan–Meier share where it is 0 or 1.
    SQL: metrics/repeat_purchase.sql
    Source: E. Kaplan, P. Meier (1958), JASA 53(282); E. B. Wilson (1927), JASA 22(158).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> repeat_purchase(shop).rows["share"].tolist()[:2]
    [0.5, 1.0]
    """
    scope = scope_of(shop, as_of, segment)
    rows = shares_by_horizon(scope.query("repeat_purchase"), HORIZONS, "repeaters")
    differs = Note(Caveat.EXPOSURE_DIFFERS) if rows["eligible"].any() else None
    notes = notes_of(scope, differs, small_numbers(rows["eligible"]))
    return Result("repeat_purchase", rows, scope.as_of, notes)
