"""How many it has happened to within so many days: shares of those who are old enough, beside Kaplan–Meier."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from retention.metrics.intervals import ratio, wilson
from retention.metrics.survival import Curve, by_day, kaplan_meier


def shares_by_horizon(cells: pd.DataFrame, horizons: tuple[int, ...], happened: str) -> pd.DataFrame:
    """One row a horizon, then one without = ever; `happened` names the column of those to whom it happened.

    `cells` counts customers by exposure_days (followed for so long) and gap_days: rows without a gap hold everybody,
    rows with one those to whom it happened, after so many days.
    """
    is_first = cells["gap_days"].isna()
    first, second = cells[is_first], cells[~is_first].astype({"gap_days": np.int64})
    curve = _curve(first, second)
    found = [_within(first, second, curve, days) for days in horizons]
    return _rows([*found, (None, _people(first), _people(second), None, np.nan, np.nan, np.nan)], happened)


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


def _rows(found: list[tuple[Any, ...]], happened: str) -> pd.DataFrame:
    horizon, eligible, hits, at_risk, share, low, high = zip(*found, strict=True)
    wilson_low, wilson_high = wilson(hits, eligible)
    return pd.DataFrame(
        {
            "horizon_days": pd.array(horizon, dtype="Int64"),
            "eligible": eligible,
            happened: hits,
            "share": ratio(hits, eligible),
            "share_low": wilson_low,
            "share_high": wilson_high,
            "km_at_risk": pd.array(at_risk, dtype="Int64"),
            "km_share": share,
            "km_low": low,
            "km_high": high,
        }
    )
