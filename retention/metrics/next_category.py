"""What do customers buy second, by what they bought first?"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from retention.definitions import DEFINITIONS
from retention.metrics.comparison import discoveries, fisher
from retention.metrics.intervals import Floats, ratio, wilson
from retention.metrics.scope import notes_of, scope_of, small_numbers
from retention.shop.shop import Shop
from retention.values import Result, Segment

ALL = "all"
COLUMNS = list(DEFINITIONS["next_category"].column_names)


def next_category(shop: Shop, *, segment: Segment | None = None, as_of: date | None = None) -> Result:
    """Categories of the second purchase by the category of the first, against what everybody buys second.

    Grain: one pair of categories that some customer bought one after the other; then `all` first categories
        together: the base.
    Unit: people, shares 0..1.
    Counts: customers with a second purchase where both purchases have a category, that of the largest line that
        has one. share = customers / `buyers` (those with the same first category). is_different: the
        share differs from that of customers with other first categories (Fisher's exact test, at most 5 %
        false discoveries among all pairs by Benjamini–Hochberg).
    Open: who has not bought a second time yet is not in it.
    Empty: no rows where purchases have no category; no p_value where there is only one first category.
    SQL: metrics/next_category.sql
    Source: E. B. Wilson (1927), JASA 22(158); Y. Benjamini, Y. Hochberg (1995), JRSS B 57(1).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> len(next_category(shop).rows)  # these orders have no categories
    0
    """
    scope = scope_of(shop, as_of, segment)
    pairs = scope.query("next_category").astype({"from_category": "str", "to_category": "str"})
    base = pairs.groupby("to_category", as_index=False)["customers"].sum().assign(from_category=ALL)
    buyers = pairs.groupby("from_category")["customers"].transform("sum")
    everyone, hits = (
        int(pairs["customers"].sum()),
        pairs["to_category"].map(base.set_index("to_category")["customers"]),
    )
    tests = [fisher(*cell, everyone) for cell in zip(pairs["customers"], buyers, hits, strict=True)]
    rows = pd.concat(
        [
            _rows(pairs, buyers, ratio(hits, everyone), np.array(tests, dtype=float)),
            _rows(
                base,
                np.full(len(base), everyone),
                ratio(base["customers"], everyone),
                np.full(len(base), np.nan),
            ),
        ],
        ignore_index=True,
    )
    return Result("next_category", rows, scope.as_of, notes_of(scope, small_numbers(rows["buyers"])))


def _rows(pairs: pd.DataFrame, buyers: Any, base_share: Floats, p_values: Floats) -> pd.DataFrame:
    low, high = wilson(pairs["customers"], buyers)
    return pairs.assign(
        buyers=buyers,
        share=ratio(pairs["customers"], buyers),
        share_low=low,
        share_high=high,
        base_share=base_share,
        p_value=p_values,
        is_different=discoveries(p_values),
    )[COLUMNS]
