"""How many visitors become buyers, and how soon after their first visit?"""

from __future__ import annotations

from datetime import date

from retention.metrics.horizons import shares_by_horizon
from retention.metrics.scope import notes_of, small_numbers
from retention.metrics.visits import visits_scope
from retention.shop.shop import Shop
from retention.values import Caveat, Counted, Note, Result, Segment

HORIZONS = (0, 7, 30, 60, 90, 180, 365)
"""Days after the first visit within which the first purchase is looked for; 0 = on the same day."""


def first_order(shop: Shop, *, segment: Segment | None = None, as_of: date | None = None) -> Result:
    """Share of visitors whose first purchase came within 0, 7, 30 … 365 days of their first visit, and ever.

    Grain: one row a horizon, and one without a horizon = ever.
    Unit: people, shares 0..1.
    Counts: among visitors whose first loaded visit is at least D days old, those whose first purchase came within
        D days (dates, not times; same day = 0). `km_…` uses all visitors, also the younger ones. Whoever had
        bought before the first visit is left out.
    Open: `ever` gives newer visitors less time than older ones (caveat exposure_differs).
    Empty: no share where nobody is old enough; no range of the Kaplan–Meier share where it is 0 or 1.
    SQL: metrics/first_order.sql
    Source: E. Kaplan, P. Meier (1958), JASA 53(282); E. B. Wilson (1927), JASA 22(158).

    Raises
    ------
    MetricRefused
        no_visits, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> first_order(visited).rows[["horizon_days", "eligible", "buyers"]].to_numpy().tolist()[:3]
    [[0, 3, 2], [7, 3, 2], [30, 2, 1]]
    """
    scope = visits_scope(shop, as_of, segment, Counted.VISITORS)
    rows = shares_by_horizon(scope.query("first_order"), HORIZONS, "buyers")
    differs = Note(Caveat.EXPOSURE_DIFFERS) if rows["eligible"].any() else None
    return Result("first_order", rows, scope.as_of, notes_of(scope, differs, small_numbers(rows["eligible"])))
