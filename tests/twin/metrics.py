"""The twin's metrics by name, as the command line names them."""

from collections.abc import Callable

from tests.twin import change, churn, cohorts, growth, period_comparison, repeat, rfm, spend, timing

METRICS: dict[str, Callable[..., list[dict]]] = {
    "cohort_retention": cohorts.cohort_retention,
    "repeat_purchase": repeat.repeat_purchase,
    "order_ladder": repeat.order_ladder,
    "latency": repeat.latency,
    "change": change.change,
    "churn": churn.churn,
    "rfm": rfm.rfm,
    "rfm_cells": rfm.rfm_cells,
    "customers": rfm.customers,
    "lifecycle_grid": rfm.lifecycle_grid,
    "lifecycle": growth.lifecycle,
    "lifetime_value": growth.lifetime_value,
    "concentration": spend.concentration,
    "repeat_spend": spend.repeat_spend,
    "period_comparison": period_comparison.period_comparison,
    "timing": timing.timing,
    "habits": timing.habits,
}
