"""Do people spend more when they come again?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.metrics.intervals import ratio
from retention.metrics.large_customer import large_customer
from retention.metrics.older import older_customers
from retention.metrics.scope import notes_of, scope_of
from retention.shop.shop import Shop
from retention.values import Result, Segment


def repeat_spend(shop: Shop, *, segment: Segment | None = None, as_of: date | None = None) -> Result:
    """The average amount of purchases numbered 2 or later against that of first purchases.

    Grain: one row.
    Unit: purchases, money of the shop (gross), a quotient.
    Counts: purchases of customers whose first order lies before the data, by a list of customers, are all
        repeat purchases.
    Open: nothing: all purchases up to the end of `as_of`.
    Empty: no average where there are no such purchases; then no quotient either.
    SQL: metrics/repeat_spend.sql
    Source: the definitions of this product, section 5.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> repeat_spend(shop).rows[["first_average", "repeat_average"]].to_numpy().tolist()
    [[56.0, 54.0]]
    """
    scope = scope_of(shop, as_of, segment)
    found = scope.query("repeat_spend")
    first = ratio(found["first_amount"], found["first_purchases"])
    repeat = ratio(found["repeat_amount"], found["repeat_purchases"])
    rows = pd.DataFrame(
        {
            "first_purchases": found["first_purchases"],
            "first_average": first,
            "repeat_purchases": found["repeat_purchases"],
            "repeat_average": repeat,
            "repeat_to_first": ratio(repeat, first),
        }
    )
    older = older_customers(scope, [scope.data_start])
    return Result("repeat_spend", rows, scope.as_of, notes_of(scope, older, large_customer(scope.coverage)))
