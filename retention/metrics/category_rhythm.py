"""How soon is each category bought again, and who has been waiting for longer than usual?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from retention.definitions import DEFINITIONS
from retention.metrics.intervals import ratio, wilson
from retention.metrics.medians import quantile_of
from retention.metrics.scope import SMALL, notes_of, scope_of, small_numbers
from retention.metrics.survival import share_within
from retention.metrics.window import ENOUGH_GAPS, SHORTEST
from retention.shop.coverage import horizon_of
from retention.shop.shop import Shop
from retention.shop.statements import statement
from retention.values import Caveat, Note, Renewal, Result, Segment

YEAR = 365
"""Days within which a category is bought again, or is bought rarely."""

RARE = 0.10
"""A category is bought rarely when even the upper end of the share's interval lies below."""

COLUMNS = list(DEFINITIONS["category_rhythm"].column_names)
_Counts = Mapping[str, NDArray[Any]]


def category_rhythm(shop: Shop, *, segment: Segment | None = None, as_of: date | None = None) -> Result:
    """Each category's own norm: who buys it again, how soon, and how many are inside or outside that time now.

    Grain: one category that somebody has bought, by name; a purchase with lines of several is one of each.
    Unit: people, shares 0..1, days, gaps.
    Counts: gaps = between two consecutive purchases of the category by one customer, with purchases of other
        categories between them or not; dates, same day = 0. renewal_days = their median, usual_from and
        usual_to = their quartiles. km_share_365 = the Kaplan–Meier share of buyers who buy the category again
        within 365 days of their first purchase of it. `renewal` is `rare` when the upper end of that share's
        interval lies below 10 %, `unknown` with fewer than 30 buyers followed for 365 days, else `renewed`.
        inside, outside = buyers whose last purchase of it is at most, or more than, usual_to days old.
        window_days = the churn window of the category by the rule of the shop's.
    Open: gaps that have not ended are in the Kaplan–Meier share alone: in a young shop long ones are rare.
    Empty: no rows where lines have no category; no days without gaps; no inside and outside then and of rare
        categories; no window with fewer than 50 gaps that count for it.
    SQL: metrics/category_rhythm.sql
    Source: E. Kaplan, P. Meier (1958), JASA 53(282); quartiles as definition 7 of R. Hyndman, Y. Fan (1996),
        The American Statistician 50(4); interval of a share by E. B. Wilson (1927), JASA 22(158).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> len(category_rhythm(shop).rows)  # these orders have no categories
    0
    """
    scope = scope_of(shop, as_of, segment)
    horizon = horizon_of(scope.as_of, scope.data_start)
    names = {"product_name": statement("marts/product_name")}
    cells = scope.query("category_rhythm", {"horizon": horizon}, **names)
    found = [_row(str(category), _counts(group), horizon) for category, group in cells.groupby("category")]
    rows = _typed(pd.DataFrame(found, columns=COLUMNS))
    differs = Note(Caveat.EXPOSURE_DIFFERS) if len(rows) else None
    facts = {"horizon_days": horizon, "rare_below": RARE, "least_followed": SMALL}
    notes = notes_of(scope, differs, small_numbers(rows["buyers"]))
    return Result("category_rhythm", rows, scope.as_of, notes, facts)


def _counts(cells: pd.DataFrame) -> _Counts:
    return {name: cells[name].to_numpy(dtype=np.int64) for name in cells.columns if name != "category"}


def _row(category: str, cells: _Counts, horizon: int) -> dict[str, object]:
    """The norm of one category from what is counted by days."""
    days, buyers, again = cells["days"], int(cells["buyers"].sum()), int(cells["returned"].sum())
    low, high = wilson(again, buyers)
    survival = share_within(YEAR, days, cells["buyers"], cells["went_on"], cells["returned"])
    followed = int(cells["buyers"][days >= YEAR].sum())
    renewal = _renewal(followed, *survival[1:])
    usual = [quantile_of(days, cells["gaps"], quarter, 4) for quarter in (1, 2, 3)]
    limit = np.nan if renewal is Renewal.RARE else usual[2]
    values = (
        *(category, buyers, again, float(ratio(again, buyers)), float(low), float(high)),
        *(followed, *survival, renewal.value),
        *(int(cells["gaps"].sum()), usual[1], usual[0], usual[2]),
        *(int(cells["settled"].sum()), _window(days, cells["settled"], horizon)),
        *_inside_and_outside(days, cells["resting"], limit),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _renewal(followed: int, share: float, low: float, high: float) -> Renewal:
    """Whether a category is bought again; a share of 0 has no Kaplan–Meier interval, so Wilson's stands in."""
    if followed < SMALL:
        return Renewal.UNKNOWN
    upper = float(wilson(0, followed)[1]) if share == 0 else high
    return Renewal.RARE if upper < RARE else Renewal.RENEWED


def _window(days: NDArray[Any], settled: NDArray[Any], horizon: int) -> int | None:
    """W of the category by the rule of the whole shop's, without its fallback."""
    if settled.sum() < ENOUGH_GAPS:
        return None
    return max(SHORTEST, min(horizon, ceil(quantile_of(days, settled, 9, 10))))


def _inside_and_outside(
    days: NDArray[Any], resting: NDArray[Any], limit: float
) -> tuple[int | None, int | None]:
    """Buyers whose last purchase is at most, and more than, so many days old; none without a limit."""
    if np.isnan(limit):
        return None, None
    inside = int(resting[days <= limit].sum())
    return inside, int(resting.sum()) - inside


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Counts that may be missing stay whole numbers."""
    whole = dict.fromkeys(("window_days", "inside", "outside"), "Int64")
    return rows.astype({"category": "str", "renewal": "str", **whole})
