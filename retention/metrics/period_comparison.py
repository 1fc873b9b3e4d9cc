"""Is the last closed period different from the same one a year ago, or from the one before?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from retention.definitions import DEFINITIONS
from retention.errors import MetricRefused
from retention.metrics.all_channels import all_channels
from retention.metrics.carts import carts
from retention.metrics.churn import churn
from retention.metrics.cohort_retention import cohort_retention
from retention.metrics.cohorts import ALL
from retention.metrics.comparison import discoveries, equal_shares
from retention.metrics.concentration import concentration
from retention.metrics.discounts import discounts
from retention.metrics.intervals import newcombe
from retention.metrics.last_period import LastPeriod, first_whole_day, last_period
from retention.metrics.lifecycle import lifecycle
from retention.metrics.split import split_by
from retention.metrics.visits import first_visit_on
from retention.shop.shop import Shop
from retention.values import Attribute, Counted, Grain, Result, Segment

COLUMNS = list(DEFINITIONS["period_comparison"].column_names)


class Table(NamedTuple):
    """A metric by period, and its columns with what they are shares of (None: a count, an amount, a ratio of both)."""

    function: Callable[..., Result]
    measures: dict[str, str | None]


def _next_period(shop: Shop, **options: Any) -> Result:
    """Cohorts with what they did in the period after their first."""
    found = cohort_retention(shop, **options)
    rows = found.rows[(found.rows["period"] == 1) & (found.rows["cohort"] != ALL)]
    by_cohort = rows.assign(period=rows["cohort"], is_open=~rows["is_complete"])
    return replace(found, rows=by_cohort)


TABLES: dict[str, Table] = {
    "churn": Table(
        churn,
        {"churn_rate": "active_start"}
        | dict.fromkeys(("active_end", "new", "resurrected", "churned", "churned_revenue_365")),
    ),
    "cohort_retention": Table(
        _next_period,
        {"share": "size"} | dict.fromkeys(("size", "cumulative_revenue_per_customer")),
    ),
    "discounts": Table(
        discounts,
        {"share": "purchases"} | dict.fromkeys(("purchases", "amount", "discounted_amount")),
    ),
    "carts": Table(
        carts,
        {"abandonment_rate": "cart_sessions", "conversion": "sessions"}
        | dict.fromkeys(("sessions", "cart_sessions")),
    ),
    "acquisition": Table(all_channels, dict.fromkeys(("cac", "spend", "new_customers"))),
    "lifecycle": Table(
        lifecycle,
        dict.fromkeys(("customers", "new", "returning", "resurrected", "dormant", "quick_ratio")),
    ),
    "concentration": Table(
        concentration,
        dict.fromkeys(("net_revenue", "repeat_revenue", "repeat_share", "top_decile_share")),
    ),
}
"""What can be compared."""


def period_comparison(
    shop: Shop,
    *,
    of: str = "churn",
    grain: Grain = Grain.MONTH,
    window: int | None = None,
    split: tuple[Attribute, ...] = (),
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The last closed period of a metric against the same one a year ago, else against the one before.

    Grain: one measure of the metric; with `split` one measure and group of customers.
    Unit: that of the measure; differences of shares are shares (0.02 = 2 percentage points).
    Counts: only whole periods: those that begin with the data or later, and for churn those in which somebody
        could churn. The same week or day a year ago is that 364 days earlier. Shares of people, visits or
        purchases have an interval of their difference, the others have none; different = the interval leaves
        out 0, and among several groups the difference stands Benjamini–Hochberg at 5 % too.
    Open: open periods are never compared.
    Empty: no rows while no whole period is over; no difference where there is none before it.
    SQL: that of the metric.
    Source: R. Newcombe (1998), Interval estimation for the difference between independent proportions,
        Statistics in Medicine 17(8), method 10; Y. Benjamini, Y. Hochberg (1995), JRSS B 57(1).

    Parameters
    ----------
    of
        churn, cohort_retention (of each cohort the period after its first), discounts, carts, acquisition (all
        channels together, by month), lifecycle or concentration.
    window
        W of churn in days; None = the automatic window.

    Raises
    ------
    MetricRefused
        value_unknown, and what the metric itself raises.

    Examples
    --------
    >>> found = period_comparison(shop, of="lifecycle", as_of=date(2024, 3, 31)).rows
    >>> found[["measure", "value", "value_before"]].to_numpy().tolist()[:2]
    [['customers', 3.0, 3.0], ['new', 1.0, 2.0]]
    """
    if of not in TABLES:
        raise MetricRefused("value_unknown", option="of", found=of, known=", ".join(TABLES))
    options = {"window": window} if of == "churn" else {}
    asked = partial(TABLES[of].function, shop, grain=grain, as_of=as_of, **options)

    def answer(people: Segment) -> Result:
        return _compared(asked(segment=people), of, grain, _first_on(shop, of))

    everybody = segment or Segment()
    counted = Counted.VISITS if of == "carts" else Counted.BUYERS
    if split:
        found = split_by(shop, split, answer, segment=everybody, as_of=as_of, counted=counted)
    else:
        found = answer(everybody)
    return replace(found, rows=_called(found.rows, is_many=bool(split)))


def _first_on(shop: Shop, of: str) -> date | None:
    """The day from which on the data say what the metric asks."""
    coverage = shop.coverage()
    return first_visit_on(shop, coverage) if of == "carts" else coverage.data_start


def _compared(result: Result, of: str, grain: Grain, first_on: date | None) -> Result:
    """One row a measure."""
    first_day = first_whole_day(first_on, result.facts["window_days"] if of == "churn" else 0)
    pair = last_period(result.rows, grain, first_day)
    return Result(
        "period_comparison",
        _with_interval(_measured(pair, TABLES[of].measures) if pair else []),
        result.as_of,
        result.notes,
        {**result.facts, "of": of, "grain": grain.value},
    )


def _measured(pair: LastPeriod, measures: dict[str, str | None]) -> list[tuple[Any, ...]]:
    return [
        (name, *_cell(pair.now, name, n), pair.is_year_ago, *_cell(pair.before, name, n))
        for name, n in measures.items()
    ]


def _cell(row: Any | None, name: str, n: str | None) -> tuple[date | None, float, float]:
    """Period, value and n of a measure."""
    if row is None:
        return None, np.nan, np.nan
    return row.period, float(getattr(row, name)), float(getattr(row, n)) if n else np.nan


def _with_interval(found: list[tuple[Any, ...]]) -> pd.DataFrame:
    names = ["measure", "period", "value", "n", "is_year_ago", "compared_with", "value_before", "n_before"]
    rows = pd.DataFrame(found, columns=names).astype(
        {"measure": object, "period": object, "compared_with": object, "is_year_ago": bool}
    )
    n, n_before = (rows[name].to_numpy(dtype=float) for name in ("n", "n_before"))
    share, share_before = (rows[name].to_numpy(dtype=float) for name in ("value", "value_before"))
    counts = np.rint(share * n), n, np.rint(share_before * n_before), n_before
    low, high = newcombe(*counts)
    return rows.assign(
        difference=share - share_before,
        difference_low=low,
        difference_high=high,
        p_value=equal_shares(*counts),
    )


def _called(rows: pd.DataFrame, *, is_many: bool) -> pd.DataFrame:
    """Which differences are called so."""
    is_beside_0 = (rows["difference_low"] > 0) | (rows["difference_high"] < 0)
    stands = discoveries(rows["p_value"].to_numpy(dtype=float)) if is_many else True
    split = [name for name in rows.columns if name not in COLUMNS]
    whole = {name: rows[name].astype("Int64") for name in ("n", "n_before")}
    return rows.assign(is_different=is_beside_0 & stands, **whole)[[*split, *COLUMNS]]
