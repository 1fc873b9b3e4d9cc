"""What is left of revenue after the goods are paid: by the cost of products, else by the shop's gross margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retention.metrics.cohorts import Cohorts
from retention.metrics.order_segments import counted_money, is_of_lines, matching_sql
from retention.metrics.scope import Scope
from retention.metrics.triangle import Triangle, triangle_of
from retention.values import OrderSegment

AGE_DAYS = 30
"""Length of an age month, whatever the grain of the cohorts."""


@dataclass(frozen=True)
class Value:
    """Cohorts by age month, with the sums from the first purchase to the end of each month."""

    triangle: Triangle
    revenue: NDArray[Any]
    cost: NDArray[Any]
    without_cost: NDArray[Any]
    gross_margin: float | None


def value_of(scope: Scope, cohorts: Cohorts, orders: OrderSegment | None = None) -> Value:
    """Revenue to date and cost of goods to date of the cohorts of the scope, of all orders or of some."""
    asked, cohort = {"age_days": AGE_DAYS}, cohorts.sql()
    money, values = counted_money(orders)
    cells = scope.query("lifetime_value", {**asked, **values}, cohort=cohort, money=money)
    triangle = triangle_of(cells, cohorts, scope.as_of, AGE_DAYS)
    costs = scope.query("lifetime_cost", {**asked, **values}, cohort=cohort, **_costs(orders))
    unknown = triangle.size[:, None] if costs.empty else triangle.matrix("without_cost", np.int64, costs)
    return Value(
        triangle,
        triangle.matrix("revenue").cumsum(axis=1),
        triangle.matrix("cost", float, costs).cumsum(axis=1),
        np.cumsum(np.broadcast_to(unknown, triangle.begun.shape), axis=1),
        gross_margin(scope),
    )


def _costs(orders: OrderSegment | None) -> dict[str, str]:
    """Which orders, and what they cost: nobody knows that of a part of an order."""
    if not (orders and orders.conditions):
        return {"orders": "true", "cost": "order_cost.cost"}
    matching = f"select matching.order_key from (\n{matching_sql(orders)[0]}\n) as matching"
    cost = "cast(null as decimal(18, 4))" if is_of_lines(orders) else "order_cost.cost"
    return {"orders": f"purchase.order_key in ({matching})", "cost": cost}


def gross_margin(scope: Scope) -> float | None:
    """The part of revenue that the shop's owner says is left, None where nobody said."""
    said = scope.shop.setting("gross_margin")
    return float(said) if said else None


def margin(
    revenue: NDArray[Any], cost: NDArray[Any], without_cost: NDArray[Any], share: float | None
) -> NDArray[Any]:
    """Revenue − cost where the cost of every purchase is known, else revenue × share, NaN where nobody said.

    >>> margin(np.array([100.0, 100.0]), np.array([60.0, 20.0]), np.array([0, 3]), 0.5).tolist()
    [40.0, 50.0]
    """
    return np.where(without_cost == 0, revenue - cost, revenue * (np.nan if share is None else share))
