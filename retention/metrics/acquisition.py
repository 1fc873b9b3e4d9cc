"""What does a new customer cost by channel, and when has the shop earned it back?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.cohorts import ByStep
from retention.metrics.intervals import ratio
from retention.metrics.large_customer import large_customer
from retention.metrics.margin import Value, gross_margin, margin, value_of
from retention.metrics.periods import index_sql, last_closed, starts_of
from retention.metrics.scope import Scope, notes_of, scope_of
from retention.shop.shop import Shop
from retention.values import Caveat, Grain, Note, Result

CENT_PARTS = 6
"""Decimals of a sum of money that count when it is compared: more is the noise of adding."""


def acquisition(shop: Shop, *, as_of: date | None = None) -> Result:
    """Spend, new customers, their cost (CAC), what they have brought so far and the age at which they paid back.

    Grain: one calendar month and channel with spend.
    Unit: people, money of the shop, months of 30 days.
    Counts: new customers = first purchases in the month by customers whose first channel is that of the
        spend, letters' case and blanks around it apart. Spend of another currency is left out.
        `ltv_to_date` = their net revenue from the first purchase to `as_of` / new customers. Payback = the first
        age k, in months as in `lifetime_value`, at which their margin reaches the spend.
    Open: the newest month may lack customers (caveat spend_month_open) and has no payback; a payback is
        shown once no earlier age can reach it any more.
    Empty: no cost and no value where nobody new came; no payback where margin is unknown or too low so far.
    SQL: metrics/acquisition.sql, metrics/lifetime_value.sql, metrics/lifetime_cost.sql
    Source: S. Gupta, D. Lehmann, J. Stuart (2004), Valuing Customers, Journal of Marketing Research 41(1).

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, spend_missing.

    Examples
    --------
    >>> acquisition(visited).rows[["spend", "new_customers", "cac"]].to_numpy().tolist()
    [[30.0, 1.0, 30.0], [20.0, 0.0, nan]]
    """
    scope = scope_of(shop, as_of)
    spent = scope.query(
        "acquisition", {"currency": scope.coverage.currency}, period=index_sql(Grain.MONTH, "spent_on")
    )
    if spent.empty:
        raise MetricRefused("spend_missing", day=scope.as_of)
    counted = spent[spent["is_counted"]]
    values = {
        key: value_of(_of_channel(scope, key), ByStep(Grain.MONTH)) for key in counted["channel_key"].unique()
    }
    notes = notes_of(scope, *_notes(scope, spent, values), large_customer(scope.coverage))
    facts = {"gross_margin": gross_margin(scope)}
    return Result("acquisition", _rows(scope, counted, values), scope.as_of, notes, facts)


def _rows(scope: Scope, spent: pd.DataFrame, values: dict[str, Value]) -> pd.DataFrame:
    asked = zip(spent["channel_key"], spent["period_index"], spent["spend"], strict=True)
    found = [_earned(values[key], month, spend, scope.as_of) for key, month, spend in asked]
    people, revenue, payback = zip(*found, strict=True) if found else ((), (), ())
    rows = pd.DataFrame(
        {
            "period": starts_of(Grain.MONTH, spent["period_index"]),
            "channel": spent["channel"].to_numpy(),
            "spend": spent["spend"].to_numpy(dtype=float),
            "new_customers": np.array(people, dtype=np.int64),
            "cac": ratio(spent["spend"], people),
            "ltv_to_date": ratio(revenue, people),
            "payback_months": pd.array(payback, dtype="Int64"),
        }
    )
    return rows.sort_values(["period", "channel"], ignore_index=True)


def _of_channel(scope: Scope, channel: str) -> Scope:
    """The customers whose first purchase came by that channel."""
    theirs = "select person.customer_key from customer as person where lower(trim(person.first_channel)) = $channel"
    return replace(scope, people=f"customer_key in ({theirs})", values={"channel": channel})


def _earned(value: Value, month: int, spend: float, as_of: date) -> tuple[int, float, int | None]:
    """New customers of the month, their revenue to date, and the age at which they paid back."""
    found = np.flatnonzero(value.triangle.cohort == month)
    if not len(found):
        return 0, 0.0, None
    row = int(found[0])
    payback = _payback(value, row, spend) if month <= last_closed(Grain.MONTH, as_of) else None
    return int(value.triangle.size[row]), float(value.revenue[row, -1]), payback


def _payback(value: Value, row: int, spend: float) -> int | None:
    """The first age with margin ≥ spend, as soon as every age before it is over."""
    known = int(value.triangle.complete[row].sum()) + 1
    kept = margin(
        value.revenue[row, :known],
        value.cost[row, :known],
        value.without_cost[row, :known],
        value.gross_margin,
    )
    reached = np.flatnonzero(np.round(kept - float(spend), CENT_PARTS) >= 0)
    return int(reached[0]) if len(reached) else None


def _notes(scope: Scope, spent: pd.DataFrame, values: dict[str, Value]) -> Iterator[Note]:
    counted, left_out = spent[spent["is_counted"]], int(spent.loc[~spent["is_counted"], "entries"].sum())
    if (counted["period_index"] > last_closed(Grain.MONTH, scope.as_of)).any():
        yield Note(Caveat.SPEND_MONTH_OPEN)
    if any(value.gross_margin is None and value.without_cost.any() for value in values.values()):
        yield Note(Caveat.MARGIN_UNKNOWN)
    if left_out:
        yield Note(Caveat.SPEND_IN_OTHER_CURRENCIES, {"count": left_out})
