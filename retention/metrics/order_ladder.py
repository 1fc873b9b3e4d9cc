"""Of those who bought n times, how many buy once more, and how soon?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.definitions import DEFINITIONS
from retention.metrics.intervals import ratio
from retention.metrics.large_customer import large_customer
from retention.metrics.medians import median_of
from retention.metrics.order_segments import counted_purchases
from retention.metrics.scope import notes_of, scope_of, small_numbers
from retention.metrics.survival import share_within
from retention.shop.shop import Shop
from retention.values import Caveat, Note, OrderSegment, Result, Segment

LAST_NUMBER = 10
"""The last step of the ladder: from purchase 10 to 11."""

YEAR = 365
"""Days within which the next purchase is looked for."""


def order_ladder(
    shop: Shop,
    *,
    segment: Segment | None = None,
    orders: OrderSegment | None = None,
    as_of: date | None = None,
) -> Result:
    """The way from each purchase to the next: who reached it, who went on, how soon, and for how much.

    Grain: one order number n = 1..10, up to the last that somebody reached.
    Unit: people, shares 0..1, days, money of the shop.
    Counts: `share` = all who went on so far / all who reached n; `km_share_365` = the share that goes on
        within 365 days, younger customers taken in for as long as they were followed. Dates, not times.
        Customers whose first order lies before the data, by a list of customers, are left out: nobody knows
        which number their purchases have. `orders` lets only some purchases count: n is then the number among
        these purchases, and the amount that of their matching part.
    Open: `share` gives those who reached n lately less time than the others (caveat exposure_differs).
    Empty: no estimate where nobody's purchase n is 365 days old; no range where it is 0 or 1; no median
        where nobody went on.
    SQL: metrics/order_ladder.sql
    Source: E. Kaplan, P. Meier (1958), JASA 53(282); range by M. Greenwood (1926) on the log(−log) scale.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, order_field_unknown.

    Examples
    --------
    >>> order_ladder(shop).rows[["order_number", "customers", "next_customers"]].to_numpy().tolist()
    [[1, 5, 4], [2, 4, 1], [3, 1, 0]]
    """
    scope = scope_of(shop, as_of, segment)
    purchases, values = counted_purchases(orders)
    asked = {"last_number": LAST_NUMBER, **values}
    kept = "materialized" if values else "not materialized"
    steps = scope.query("order_ladder", asked, purchases=purchases, kept=kept)
    found = [_step(number, steps[steps["order_number"] == number]) for number in _numbers(steps)]
    rows = pd.DataFrame(found, columns=list(DEFINITIONS["order_ladder"].column_names))
    differs = Note(Caveat.EXPOSURE_DIFFERS) if len(rows) else None
    notes = notes_of(scope, differs, small_numbers(rows["customers"]), large_customer(scope.coverage))
    return Result("order_ladder", rows, scope.as_of, notes)


def _numbers(steps: pd.DataFrame) -> list[int]:
    return [int(number) for number in steps["order_number"].unique()]


def _step(number: int, cells: pd.DataFrame) -> dict[str, object]:
    """The row of one order number from what is counted by days."""
    days, customers, returned = (cells[name].to_numpy() for name in ("days", "customers", "returned"))
    people, went_on = int(customers.sum()), int(returned.sum())
    at_risk, share, low, high = share_within(YEAR, days, customers, cells["went_on"].to_numpy(), returned)
    return {
        "order_number": number,
        "customers": people,
        "next_customers": went_on,
        "share": float(ratio(went_on, people)),
        "km_share_365": share,
        "km_at_risk": at_risk,
        "km_low": low,
        "km_high": high,
        "median_days": median_of(days, returned),
        "average_order_value": float(ratio(cells["amount"].sum(), people)),
    }
