"""Who looks at something again and again, and does not buy it?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.metrics.churn_window import window_of
from retention.metrics.scope import notes_of, part
from retention.metrics.visitors import member_rows
from retention.metrics.visits import visits_scope
from retention.metrics.window import ChurnWindow
from retention.shop.shop import Shop
from retention.values import Counted, Result, Segment, Subject

SPAN, LEAST = 30, 2
"""Interest = seen in at least two visits within the last 30 days (definitions, section 10)."""

BOUNDS = [0, *(step * 10**power for power in range(8) for step in (1, 2, 5))]
"""Lower ends of the price bands: 0, 1, 2, 5, 10, 20, 50 …"""

_SUBJECT = {
    Subject.CATEGORY: {"subject": "lower(category)", "shown": "category"},
    Subject.PRODUCT: {"subject": "lower(product)", "shown": "product"},
    Subject.PRICE_BAND: {
        "subject": "list_max(list_filter($bounds, lambda bound: bound <= price))",
        "shown": "''",
    },
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
    SQL: metrics/interest.sql, metrics/interest_people.sql
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
    scope = visits_scope(shop, as_of, segment, Counted.VISITORS)
    window_found = window_of(scope, window)
    rows = _named(scope.query("interest", _asked(window_found, by), **_places(by)), by)
    facts = {"by": by.value, "span_days": SPAN, "least_visits": LEAST, **window_found.facts}
    return Result("interest", rows, scope.as_of, notes_of(scope, window_found.note), facts)


def interest_members(
    shop: Shop,
    subject: str,
    *,
    by: Subject = Subject.CATEGORY,
    window: int | None = None,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The people behind one row of `interest`: those who looked at it again and again and have not bought it.

    Grain: one customer; as many as the row's `viewed_not_bought`. Those who never bought anything stand there with 0
        purchases and without dates, scores and stage.
    Unit, Counts, Open, Empty: columns and meaning as `customers`; `subject` is the category, product or price band as
        `interest` writes it, capitals apart; nobody is interested in one that it does not know.
    SQL: metrics/interest_members.sql, metrics/interest_people.sql, metrics/customers.sql
    Source: the definitions of this product, section 10.

    Raises
    ------
    MetricRefused
        what `interest` raises.

    Examples
    --------
    >>> interest_members(visited, "tea").rows[["customer_key", "purchases"]].to_numpy().tolist()
    [[6, 0]]
    """
    scope = visits_scope(shop, as_of, segment, Counted.VISITORS)
    days = window_of(scope, window)
    is_band = by is Subject.PRICE_BAND
    chosen = _BANDS.get(subject, -1) if is_band else subject.strip()
    is_chosen = "people.subject = $chosen" if is_band else "people.subject = lower($chosen)"
    places = {**_places(by), "is_chosen": is_chosen}
    rows = member_rows(scope, "interest_members", days.days, {**_asked(days, by), "chosen": chosen}, places)
    facts = {"by": by.value, "subject": subject, "customers": len(rows), "window_days": days.days}
    return Result("customers", rows, scope.as_of, notes_of(scope, days.note), facts)


def _asked(window: ChurnWindow, by: Subject) -> dict[str, object]:
    asked: dict[str, object] = {"window": window.days, "span": SPAN, "least": LEAST}
    return asked | {"bounds": BOUNDS} if by is Subject.PRICE_BAND else asked


def _places(by: Subject) -> dict[str, str]:
    return {"interest_people": part("interest_people"), **_SUBJECT[by]}


def _named(found: pd.DataFrame, by: Subject) -> pd.DataFrame:
    names = found["shown"] if by is not Subject.PRICE_BAND else [_band(low) for low in found["subject"]]
    counts = found[["viewers", "buyers", "viewed_not_bought"]]
    return pd.concat([pd.Series(names, name=by.value, dtype="str"), counts], axis=1)


def _band(low: int) -> str:
    """From the lower end to that of the next band, which is not in it."""
    place = BOUNDS.index(low) + 1
    return f"{low}–{BOUNDS[place]}" if place < len(BOUNDS) else f"{low}+"


_BANDS = {_band(low): low for low in BOUNDS}
"""Lower ends of the price bands by their names."""
