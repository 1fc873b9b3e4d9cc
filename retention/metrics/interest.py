"""Who looks at something again and again, and does not buy it?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.metrics.churn_window import window_of
from retention.metrics.scope import notes_of
from retention.metrics.visits import visits_scope
from retention.shop.shop import Shop
from retention.values import Result, Segment, Subject

SPAN, LEAST = 30, 2
"""Interest = seen in at least two visits within the last 30 days (definitions, section 10)."""

BOUNDS = [0, *(step * 10**power for power in range(8) for step in (1, 2, 5))]
"""Lower ends of the price bands: 0, 1, 2, 5, 10, 20, 50 …"""

_SUBJECT = {
    Subject.CATEGORY: ("lower(category)", "category"),
    Subject.PRODUCT: ("lower(product)", "product"),
    Subject.PRICE_BAND: ("list_max(list_filter($bounds, lambda bound: bound <= price))", "''"),
}
"""What is compared, and how it is written, as SQL."""


def interest(
    shop: Shop,
    *,
    by: Subject = Subject.CATEGORY,
    window: int | None = None,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """People who looked at a category in two or more visits lately, and those of them who have not bought it.

    Grain: one category (with `by`: one product or price band) that has viewers.
    Unit: people.
    Counts: viewers = seen in at least 2 visits of the last 30 days; buyers = those of them who bought it within
        the churn window W, by a line of a purchase or by a purchase that the visits report.
        viewed_not_bought = viewers − buyers.
    Open: nothing: the state at the end of `as_of`.
    Empty: no rows where the visits do not say what was looked at.
    SQL: metrics/interest.sql
    Source: W. Moe (2003), Buying, searching, or browsing, Journal of Consumer Psychology 13(1–2).

    Raises
    ------
    MetricRefused
        no_visits, as_of_wrong, segment_field_unknown, window_wrong.

    Examples
    --------
    >>> interest(visited).rows.to_numpy().tolist()
    [['Tea', 1, 0, 1]]
    """
    scope = visits_scope(shop, as_of, segment)
    window_found = window_of(scope, window)
    subject, shown = _SUBJECT[by]
    asked: dict[str, object] = {"window": window_found.days, "span": SPAN, "least": LEAST}
    if by is Subject.PRICE_BAND:
        asked["bounds"] = BOUNDS
    rows = _named(scope.query("interest", asked, subject=subject, shown=shown), by)
    facts = {"by": by.value, "span_days": SPAN, "least_visits": LEAST, **window_found.facts}
    return Result("interest", rows, scope.as_of, notes_of(scope, window_found.note), facts)


def _named(found: pd.DataFrame, by: Subject) -> pd.DataFrame:
    names = found["shown"] if by is not Subject.PRICE_BAND else [_band(low) for low in found["subject"]]
    counts = found[["viewers", "buyers", "viewed_not_bought"]]
    return pd.concat([pd.Series(names, name=by.value, dtype="str"), counts], axis=1)


def _band(low: int) -> str:
    """From the lower end to that of the next band, which is not in it."""
    place = BOUNDS.index(low) + 1
    return f"{low}–{BOUNDS[place]}" if place < len(BOUNDS) else f"{low}+"
