"""Who moved between the named segments since an earlier day?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.periods import months_before
from retention.metrics.rfm_map import rfm_segment
from retention.metrics.scope import Scope, notes_of, scope_of
from retention.metrics.scoring import scores
from retention.shop.shop import Shop
from retention.values import Result, Segment

NONE = "none"
"""Where those stood who had not purchased yet: a word, because an empty cell reads as something missing."""

_YEAR, _QUARTER = 12, 3


def rfm_movement(
    shop: Shop,
    *,
    compare_to: date | None = None,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The named segments of an earlier day against those of `as_of`.

    Grain: one pair of segments that somebody moved between, or stayed in; from `none` = had not purchased yet.
    Unit: people.
    Counts: everybody who has purchased by `as_of`, once. Each day has its own scores, of all customers then.
    Open: nothing: two states, at the end of either day.
    Empty: no row for a pair without customers.
    SQL: metrics/rfm_movement.sql, metrics/scores.sql
    Source: as `rfm`.

    Parameters
    ----------
    compare_to
        The earlier day; None = the same day a year earlier where the data begin by then, else three months
        earlier. The facts say which.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, compare_to_wrong, segment_field_unknown.

    Examples
    --------
    >>> moved = rfm_movement(shop, compare_to=date(2024, 3, 1)).rows
    >>> moved[moved["from_segment"] == "none"].to_numpy().tolist()
    [['none', 'promising', 1]]
    """
    scope = scope_of(shop, as_of, segment)
    earlier = _earlier(scope, compare_to)
    moved = scope.query(
        "rfm_movement",
        {"compare_to": earlier},
        scores=scores(is_last_day=scope.is_last_day),
        earlier_scores=scores(is_last_day=False).replace("$as_of", "$compare_to"),
    )
    return Result("rfm_movement", _rows(moved), scope.as_of, notes_of(scope), {"compare_to": earlier})


def _earlier(scope: Scope, compare_to: date | None) -> date:
    if compare_to is None:
        year_ago = months_before(scope.as_of, _YEAR)
        return year_ago if year_ago >= scope.data_start else months_before(scope.as_of, _QUARTER)
    if not scope.data_start <= compare_to <= scope.as_of:
        raise MetricRefused("compare_to_wrong", first=scope.data_start, last=scope.as_of, found=compare_to)
    return compare_to


def _rows(moved: pd.DataFrame) -> pd.DataFrame:
    was_there = moved["from_r"].notna().to_numpy()
    before = np.full(len(moved), NONE, dtype=object)
    before[was_there] = rfm_segment(*(moved.loc[was_there, name] for name in ("from_r", "from_f", "from_m")))
    after = rfm_segment(moved["r"], moved["f"], moved["m"])
    named = pd.DataFrame({"from_segment": before, "to_segment": after, "customers": moved["customers"]})
    pairs = named.groupby(["from_segment", "to_segment"], as_index=False)["customers"].sum()
    last = pairs["from_segment"] == NONE
    ordered: pd.DataFrame = pd.concat([pairs[~last], pairs[last]], ignore_index=True)
    return ordered
