"""Why did new customers become dearer or cheaper: other channels, or another cost within the channels?"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.acquisition import acquisition
from retention.metrics.all_channels import by_month, checked, cost_notes
from retention.metrics.change_table import change_table, empty_table
from retention.metrics.last_period import first_whole_day, last_period
from retention.metrics.mix_and_rate import NOTHING, Side
from retention.metrics.scope import small_numbers
from retention.metrics.split import Group
from retention.shop.shop import Shop
from retention.values import Attribute, Grain, Result, Segment

BY_CHANNEL = (Attribute.FIRST_CHANNEL,)


def change_of_cost(
    shop: Shop,
    compare_to: date | None = None,
    *,
    grain: Grain = Grain.MONTH,
    split: tuple[Attribute, ...] = (),
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The change of the cost of a new customer, as `change` has it: spend / new customers, by channel of the spend.

    Raises MetricRefused: value_unknown, option_unknown, compare_to_wrong and what `acquisition` raises.

    Examples
    --------
    >>> found = change_of_cost(visited, compare_to=date(2024, 1, 31)).rows
    >>> found[["value_before", "n_before", "n_after"]].to_numpy().tolist()
    [[30.0, 1.0, 0.0]]
    """
    checked(grain, segment)
    if split not in ((), BY_CHANNEL):
        raise MetricRefused("value_unknown", option="split", found=", ".join(split), known=BY_CHANNEL[0])
    found = acquisition(shop, as_of=as_of)
    months = _months(found, shop.coverage().data_start, compare_to)
    rows = change_table(_sides(found.rows, months), months, split) if months else empty_table(split)
    few = small_numbers(rows[["n_before", "n_after"]].stack())
    notes = (*([few] if few else []), *cost_notes(found))
    return Result("change", rows, found.as_of, notes, {"of": "acquisition", "grain": grain.value})


def _months(found: Result, data_start: date | None, compare_to: date | None) -> tuple[date, date] | None:
    """The earlier and the later month: of those with spend, as `period_comparison` takes them."""
    rows, first = by_month(found), first_whole_day(data_start)
    pair = last_period(rows, Grain.MONTH, first)
    if pair and compare_to is not None:
        last = pair.now.period - timedelta(days=1)
        if not first <= compare_to <= last:
            raise MetricRefused("compare_to_wrong", first=first, last=last, found=compare_to)
        return compare_to.replace(day=1), pair.now.period
    return (pair.before.period, pair.now.period) if pair and pair.before else None


def _sides(rows: pd.DataFrame, months: tuple[date, date]) -> dict[Group, tuple[Side, Side]]:
    """Spend above the line, new customers below it."""
    before, after = (_by_channel(rows[rows["period"] == month]) for month in months)
    return {(name,): (before.get(name, NOTHING), after.get(name, NOTHING)) for name in {**before, **after}}


def _by_channel(rows: pd.DataFrame) -> dict[str, Side]:
    found = zip(rows["channel"], rows["spend"], rows["new_customers"], strict=True)
    return {channel: Side(Decimal(str(spend)), int(people)) for channel, spend, people in found}
