"""Who are the customers? One row each, without contact data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from retention.definitions import DEFINITIONS
from retention.metrics.churn_window import window_of
from retention.metrics.rfm_map import rfm_segment
from retention.metrics.scope import Scope, notes_of, scope_of
from retention.metrics.scoring import scores, stages
from retention.shop.shop import Shop
from retention.values import Result, Segment

COLUMNS = DEFINITIONS["customers"].column_names


def customers(
    shop: Shop, *, window: int | None = None, segment: Segment | None = None, as_of: date | None = None
) -> Result:
    """Every customer who has purchased: dates, money, scores, stage and attributes.

    Grain: one customer, by customer_key.
    Unit: purchases, money of the shop, days, scores 1..5 (5 = best).
    Counts: net revenue to date, refunds before the first purchase included. R and M compare with all
        customers of the shop, also when a segment is looked at. Stage: churned = W days without a purchase;
        late = not churned, and away for longer than the median of the own gaps (three or more), else longer
        than W / 2.
    Open: nothing: the state at the end of `as_of`. Attributes are those known today.
    Empty: no rows where nobody has purchased; unknown attributes are missing.
    SQL: metrics/customers.sql, metrics/stages.sql, metrics/scores.sql
    Source: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, window_wrong.

    Examples
    --------
    >>> customers(shop, window=45).rows["stage"].tolist()
    ['late', 'churned', 'active', 'churned', 'active']
    """
    scope = scope_of(shop, as_of, segment)
    days = window_of(scope, window)
    rows = customer_rows(scope, days.days, "{people}")
    return Result("customers", rows, scope.as_of, notes_of(scope, days.note), days.facts)


def customer_rows(
    scope: Scope, window: int, chosen: str, values: Mapping[str, object] | None = None
) -> pd.DataFrame:
    """The rows of those who meet the condition `chosen` on customer_key, fixed SQL with its `values`."""
    places = {"stages": stages(scores(is_last_day=scope.is_last_day)), "chosen": chosen}
    rows = scope.query("customers", {"window": window, **(values or {})}, **places)
    rows = rows.rename(columns={"r": "R", "f": "F", "m": "M"})
    rows["segment"] = pd.Series(rfm_segment(rows["R"], rows["F"], rows["M"]), dtype="str")
    return rows[list(COLUMNS)].astype(
        dict.fromkeys(("stage", "main_category", "first_channel", "country"), "str")
    )
