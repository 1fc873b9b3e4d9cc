"""Where are carts lost: at which step, on which device, and how much are they worth?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.metrics.intervals import ratio, wilson
from retention.metrics.scope import notes_of, small_numbers
from retention.metrics.visits import visits_scope
from retention.shop.shop import Shop
from retention.values import Result, Segment

MONEY = ["abandoned_value", "value_from", "value_to"]


def cart_losses(shop: Shop, *, segment: Segment | None = None, as_of: date | None = None) -> Result:
    """Visits with a cart by the step that they reached, by device and by value of the cart, and those left there.

    Grain: one value of one part (device, step, value_band); a part is there when the visits tell it.
    Unit: visits, shares 0..1, money of the shop.
    Counts: step `cart`: all carts, left before the checkout began; step `checkout`: carts that came so far,
        left in it: the two add up to all carts that were left. value_band 1..4: carts by value in quarters,
        1 the cheapest; carts of one value share a band.
    Open: nothing: all visits to the end of `as_of`.
    Empty: no rows where no visit had a cart; no money where the visits do not tell it.
    SQL: metrics/cart_losses.sql
    Source: R. Close, M. Kukar-Kinney (2010), Journal of Business Research 63(9–10); E. B. Wilson (1927), JASA
        22(158).

    Raises
    ------
    MetricRefused
        no_visits, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> cart_losses(visited).rows[["part", "value", "cart_sessions", "abandoned"]].to_numpy().tolist()
    [['step', 'cart', 5, 2], ['step', 'checkout', 3, 1]]
    """
    scope = visits_scope(shop, as_of, segment)
    found = scope.query("cart_losses")
    low, high = wilson(found["abandoned"], found["cart_sessions"])
    rows = pd.DataFrame(
        {
            "part": found["part"].astype("str"),
            "value": found["value"].astype("str"),
            "cart_sessions": found["cart_sessions"],
            "abandoned": found["abandoned"],
            "abandonment_rate": ratio(found["abandoned"], found["cart_sessions"]),
            "rate_low": low,
            "rate_high": high,
            **{name: found[name].astype(float) for name in MONEY},
        }
    )
    return Result("cart_losses", rows, scope.as_of, notes_of(scope, small_numbers(rows["cart_sessions"])))
