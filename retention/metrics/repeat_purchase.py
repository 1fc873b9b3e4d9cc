"""How many buy a second time, and how soon?"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from retention.metrics.intervals import ratio, wilson
from retention.metrics.scope import notes_of, scope_of, small_numbers
from retention.metrics.survival import Curve, by_day, kaplan_meier
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
    cells = scope.query("repeat_purchase")
    is_first = cells["gap_days"].isna()
    first, second = cells[is_first], cells[~is_first].astype({"gap_days": np.int64})
    curve = _curve(first, second)
    found = [_within(first, second, curve, days) for days in HORIZONS]
    rows = _rows([*found, (None, _people(first), _people(second), None, np.nan, np.nan, np.nan)])
    differs = Note(Caveat.EXPOSURE_DIFFERS) if len(first) else None
    notes = notes_of(scope, differs, small_numbers(rows["eligible"]))
    return Result("repeat_purchase", rows, scope.as_of, notes)


def _curve(first: pd.DataFrame, second: pd.DataFrame) -> Curve:
    length = int(first["exposure_days"].max()) + 1 if len(first) else 0
    came = by_day(second["gap_days"].to_numpy(), second["customers"].to_numpy(), length)
    left = by_day(second["exposure_days"].to_numpy(), second["customers"].to_numpy(), length)
    followed = by_day(first["exposure_days"].to_numpy(), first["customers"].to_numpy(), length)
    return kaplan_meier(came, followed - left)


def _within(first: pd.DataFrame, second: pd.DataFrame, curve: Curve, days: int) -> tuple[Any, ...]:
    eligible = _people(first[first["exposure_days"] >= days])
    repeaters = _people(second[(second["exposure_days"] >= days) & (second["gap_days"] <= days)])
    at_risk, *estimate = curve.at(days)
    return (days, eligible, repeaters, at_risk, *(estimate if eligible else [np.nan] * 3))


def _people(cells: pd.DataFrame) -> int:
    return int(cells["customers"].sum())


def _rows(found: list[tuple[Any, ...]]) -> pd.DataFrame:
    horizon, eligible, repeaters, at_risk, share, low, high = zip(*found, strict=True)
    wilson_low, wilson_high = wilson(repeaters, eligible)
    return pd.DataFrame(
        {
            "horizon_days": pd.array(horizon, dtype="Int64"),
            "eligible": eligible,
            "repeaters": repeaters,
            "share": ratio(repeaters, eligible),
            "share_low": wilson_low,
            "share_high": wilson_high,
            "km_at_risk": pd.array(at_risk, dtype="Int64"),
            "km_share": share,
            "km_low": low,
            "km_high": high,
        }
    )
