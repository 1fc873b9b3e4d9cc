"""Which groups of customers are there, by recency, frequency and money?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from retention.metrics import scoring
from retention.metrics.intervals import ratio
from retention.metrics.large_customer import large_customer
from retention.metrics.medians import median_of
from retention.metrics.rfm_map import rfm_segment
from retention.metrics.scope import Scope, notes_of, scope_of, small_numbers
from retention.shop.shop import Shop
from retention.values import Result, Segment


def rfm(shop: Shop, *, segment: Segment | None = None, as_of: date | None = None) -> Result:
    """Eleven named segments with their people and money.

    Grain: one segment that holds somebody, by name.
    Unit: people, shares 0..1, money of the shop, days.
    Counts: R = days since the last purchase, M = net revenue to date, in fifths of all customers (ties
        share the lower score); F = 1, 2, 3, 4–6, 7 and more purchases. The 125 cells bear eleven names.
    Open: nothing: the state at the end of `as_of`.
    Empty: no row for a segment without customers; no revenue share where revenue is 0.
    SQL: metrics/rfm.sql, metrics/scores.sql
    Source: J. Bult, T. Wansbeek (1995), Marketing Science 14(4); names and map: Bloomreach documentation,
        "RFM Segmentation", after Putler, "RFM analysis for customer segmentation".

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> rfm(shop).rows[["segment", "customers"]].to_numpy().tolist()
    [['about_to_sleep', 1], ['hibernating', 1], ['lost', 1], ['promising', 2]]
    """
    scope = scope_of(shop, as_of, segment)
    rows = _rows(_cells(scope))
    return Result(
        "rfm",
        rows,
        scope.as_of,
        notes_of(scope, small_numbers(rows["customers"]), large_customer(scope.coverage)),
        {"customers": int(rows["customers"].sum())},
    )


def rfm_cells(
    shop: Shop,
    *,
    scores: tuple[str, ...] = ("R", "F", "M"),
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """Customers and net revenue by score: the picture beside `rfm`.

    Grain: one combination of the scores named in `scores` (all three, or two of them) that holds somebody.
    Unit: people, money of the shop.
    Counts, Open, Empty, SQL, Source: as `rfm`.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown.

    Examples
    --------
    >>> rfm_cells(shop, scores=("F",)).rows.to_numpy().tolist()
    [[1.0, 1.0, 80.0], [2.0, 3.0, 410.0], [3.0, 1.0, 60.0]]
    """
    scope = scope_of(shop, as_of, segment)
    columns = ["customers", "net_revenue"]
    rows = _cells(scope).groupby(list(scores), as_index=False)[columns].sum()
    return Result("rfm_cells", rows, scope.as_of, notes_of(scope))


def _cells(scope: Scope) -> pd.DataFrame:
    cells = scope.query("rfm", scores=scoring.scores(is_last_day=scope.is_last_day)).rename(
        columns={"r": "R", "f": "F", "m": "M"}
    )
    return cells.astype({"purchases": np.int64})


def _rows(cells: pd.DataFrame) -> pd.DataFrame:
    cells["segment"] = pd.Series(rfm_segment(cells["R"], cells["F"], cells["M"]), dtype="str")
    sums = cells.groupby("segment")[["customers", "purchases", "gross", "net_revenue"]].sum()
    medians = [_median(group) for _, group in cells.groupby("segment")]
    return pd.DataFrame(
        {
            "segment": sums.index.to_series().reset_index(drop=True),
            "customers": sums["customers"].to_numpy(),
            "share": ratio(sums["customers"], sums["customers"].sum()),
            "net_revenue": sums["net_revenue"].to_numpy(),
            "revenue_share": ratio(sums["net_revenue"], sums["net_revenue"].sum()),
            "median_recency_days": pd.array(medians, dtype="float64"),
            "purchases_per_customer": ratio(sums["purchases"], sums["customers"]),
            "average_order_value": ratio(sums["gross"], sums["purchases"]),
        }
    )


def _median(group: pd.DataFrame) -> float:
    """Median recency of people who are counted by recency."""
    people = group.groupby("recency_days")["customers"].sum()
    return median_of(people.index.to_numpy(), people.to_numpy())
