"""The numbers: one module a metric, thin over its .sql; `compute` finds them by name."""

from retention.metrics.acquisition import acquisition
from retention.metrics.cart_losses import cart_losses
from retention.metrics.carts import carts
from retention.metrics.category_rhythm import category_rhythm
from retention.metrics.change import change
from retention.metrics.checks import CHECKS, Finding, run_checks
from retention.metrics.churn import churn
from retention.metrics.churn_window import churn_window
from retention.metrics.cohort_retention import cohort_retention
from retention.metrics.cohorts import OTHER_DAYS
from retention.metrics.compute import METRICS, Metric, compute, segment_of
from retention.metrics.concentration import concentration
from retention.metrics.customers import customers
from retention.metrics.departed import departed, departed_members
from retention.metrics.describe import describe
from retention.metrics.discounts import discounts
from retention.metrics.event_windows import event_windows
from retention.metrics.first_order import first_order
from retention.metrics.habits import habits
from retention.metrics.interest import interest, interest_members
from retention.metrics.intervals import newcombe
from retention.metrics.kept import known_metric, known_rfm_cells
from retention.metrics.last_period import LastPeriod, first_whole_day, last_period, whole_periods
from retention.metrics.latency import latency
from retention.metrics.lifecycle import lifecycle
from retention.metrics.lifecycle_grid import lifecycle_grid
from retention.metrics.lifetime_value import lifetime_value
from retention.metrics.members import (
    category_keys,
    churn_keys,
    churn_members,
    cohort_keys,
    cohort_members,
    event_keys,
    segment_keys,
)
from retention.metrics.next_category import next_category
from retention.metrics.order_ladder import order_ladder
from retention.metrics.period_comparison import period_comparison
from retention.metrics.repeat_purchase import repeat_purchase
from retention.metrics.repeat_spend import repeat_spend
from retention.metrics.rfm import rfm, rfm_cells
from retention.metrics.rfm_map import rfm_segment
from retention.metrics.rfm_movement import rfm_movement
from retention.metrics.scope import coverage_notes
from retention.metrics.split import split_choices
from retention.metrics.timing import timing
from retention.metrics.window import ChurnWindow

__all__ = [
    "CHECKS",
    "METRICS",
    "OTHER_DAYS",
    "ChurnWindow",
    "Finding",
    "LastPeriod",
    "Metric",
    "acquisition",
    "cart_losses",
    "carts",
    "category_keys",
    "category_rhythm",
    "change",
    "churn",
    "churn_keys",
    "churn_members",
    "churn_window",
    "cohort_keys",
    "cohort_members",
    "cohort_retention",
    "compute",
    "concentration",
    "coverage_notes",
    "customers",
    "departed",
    "departed_members",
    "describe",
    "discounts",
    "event_keys",
    "event_windows",
    "first_order",
    "first_whole_day",
    "habits",
    "interest",
    "interest_members",
    "known_metric",
    "known_rfm_cells",
    "last_period",
    "latency",
    "lifecycle",
    "lifecycle_grid",
    "lifetime_value",
    "newcombe",
    "next_category",
    "order_ladder",
    "period_comparison",
    "repeat_purchase",
    "repeat_spend",
    "rfm",
    "rfm_cells",
    "rfm_movement",
    "rfm_segment",
    "run_checks",
    "segment_keys",
    "segment_of",
    "split_choices",
    "timing",
    "whole_periods",
]
