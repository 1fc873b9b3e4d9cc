"""What new customers cost, all channels with spend together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.acquisition import acquisition
from retention.metrics.intervals import ratio
from retention.metrics.periods import last_closed, start_of
from retention.shop.shop import Shop
from retention.values import Caveat, Grain, Note, Result, Segment


def all_channels(
    shop: Shop, *, grain: Grain = Grain.MONTH, segment: Segment | None = None, as_of: date | None = None
) -> Result:
    """Spend, new customers and their cost by month: spend has no shorter periods, and no segments of customers.

    Raises
    ------
    MetricRefused
        value_unknown, option_unknown, and what acquisition raises.
    """
    checked(grain, segment)
    found = acquisition(shop, as_of=as_of)
    return replace(found, rows=by_month(found), notes=cost_notes(found))


def checked(grain: Grain, segment: Segment | None) -> None:
    """Raises MetricRefused: value_unknown, option_unknown."""
    if grain != Grain.MONTH:
        raise MetricRefused("value_unknown", option="grain", found=grain, known=Grain.MONTH)
    if segment and segment.conditions:
        raise MetricRefused("option_unknown", metric="acquisition", found="where, split", known="as_of")


def by_month(found: Result) -> pd.DataFrame:
    """The rows of `acquisition`, channels added up."""
    rows: pd.DataFrame = found.rows.groupby("period", as_index=False)[["spend", "new_customers"]].sum()
    last = found.as_of and start_of(Grain.MONTH, last_closed(Grain.MONTH, found.as_of))
    return rows.assign(cac=ratio(rows["spend"], rows["new_customers"]), is_open=rows["period"] > last)


def cost_notes(found: Result) -> tuple[Note, ...]:
    """The caveats of `acquisition` without that of the payback."""
    return tuple(note for note in found.notes if note.caveat != Caveat.MARGIN_UNKNOWN)
