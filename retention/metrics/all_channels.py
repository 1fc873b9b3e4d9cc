"""What new customers cost, all channels with spend together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from retention.errors import MetricRefused
from retention.metrics.acquisition import acquisition
from retention.metrics.intervals import ratio
from retention.metrics.periods import last_closed, start_of
from retention.shop.shop import Shop
from retention.values import Caveat, Grain, Result, Segment


def all_channels(
    shop: Shop, *, grain: Grain = Grain.MONTH, segment: Segment | None = None, as_of: date | None = None
) -> Result:
    """Spend, new customers and their cost by month: spend has no shorter periods, and no segments of customers.

    Raises
    ------
    MetricRefused
        value_unknown, option_unknown, and what acquisition raises.
    """
    if grain != Grain.MONTH:
        raise MetricRefused("value_unknown", option="grain", found=grain, known=Grain.MONTH)
    if segment and segment.conditions:
        raise MetricRefused("option_unknown", metric="acquisition", found="where, split", known="as_of")
    found = acquisition(shop, as_of=as_of)
    rows = found.rows.groupby("period", as_index=False)[["spend", "new_customers"]].sum()
    last = found.as_of and start_of(grain, last_closed(grain, found.as_of))
    rows = rows.assign(cac=ratio(rows["spend"], rows["new_customers"]), is_open=rows["period"] > last)
    notes = tuple(note for note in found.notes if note.caveat != Caveat.MARGIN_UNKNOWN)
    return replace(found, rows=rows, notes=notes)
