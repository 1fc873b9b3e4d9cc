"""The columns of the contract's tables, in their order."""

COLUMNS = {
    name: columns.split(", ")
    for name, columns in {
        "cohort_retention": "cohort, size, period, customers, share, share_low, share_high, orders, revenue, "
        "cumulative_revenue_per_customer, average_order_value, is_complete, cohorts",
        "repeat_purchase": "horizon_days, eligible, repeaters, share, share_low, share_high, km_at_risk, "
        "km_share, km_low, km_high",
        "order_ladder": "order_number, customers, next_customers, share, km_share_365, km_at_risk, km_low, "
        "km_high, median_days, average_order_value",
        "latency": "order_number, days, gaps",
        "churn": "period, active_start, new, resurrected, churned, active_end, churn_rate, rate_low, "
        "rate_high, churned_revenue_365, window_days, is_open",
        "category_rhythm": "category, buyers, repeat_buyers, share, share_low, share_high, eligible, km_at_risk, "
        "km_share_365, km_low, km_high, renewal, gaps, renewal_days, usual_from, usual_to, window_gaps, "
        "window_days, inside, outside",
        "departed": "kind, customers, never_bought, also_gone, also_visits_only, also_abandoned_cart",
        "lifetime_value": "cohort, size, age_months, revenue_per_customer, margin_per_customer, is_complete",
        "concentration": "period, net_revenue, repeat_revenue, repeat_share, top_decile_share, is_open",
        "repeat_spend": "first_purchases, first_average, repeat_purchases, repeat_average, repeat_to_first",
        "rfm": "segment, customers, share, net_revenue, revenue_share, median_recency_days, "
        "purchases_per_customer, average_order_value",
        "rfm_movement": "from_segment, to_segment, customers",
        "lifecycle_grid": "purchases, stage, customers, net_revenue",
        "lifecycle": "period, new, returning, resurrected, dormant, customers, quick_ratio, is_open",
        "timing": "part, value, purchases, revenue",
        "discounts": "period, purchases, discounted, share, share_low, share_high, amount, discounted_amount, is_open",
        "event_windows": "event, from_on, to_on, days, purchases, share, purchases_per_day, first_purchases, "
        "discounted, discounted_share, discounted_low, discounted_high, revenue, is_open",
        "carts": "period, sessions, cart_sessions, abandoned, abandonment_rate, conversion, is_open",
        "cart_losses": "part, value, cart_sessions, abandoned, abandonment_rate, rate_low, rate_high, "
        "abandoned_value, value_from, value_to",
        "interest": "category, viewers, buyers, viewed_not_bought",
        "first_order": "horizon_days, eligible, buyers, share, share_low, share_high, km_at_risk, km_share, "
        "km_low, km_high",
        "next_category": "from_category, to_category, customers, buyers, share, share_low, share_high, "
        "base_share, p_value, is_different",
        "customers": "customer_key, first_at, last_at, purchases, net_revenue, recency_days, R, F, M, "
        "segment, stage, main_category, first_channel, country",
        "habits": "habit, eligible, customers, share, share_low, share_high",
        "change": "period_before, period_after, n_before, n_after, share_before, share_after, value_before, "
        "value_after, mix, rate",
        "period_comparison": "measure, period, value, n, is_year_ago, compared_with, value_before, n_before, "
        "difference, difference_low, difference_high, p_value, is_different",
        "rfm_cells": "R, F, M, customers, net_revenue",
    }.items()
}
DESCRIPTION = [
    "as_of",
    "first_at",
    "last_at",
    "customers",
    "purchases",
    "gross_revenue",
    "refunds",
    "net_revenue",
    "average_order_value",
    "orders_per_customer",
    "one_time_share",
    "repeat_share",
    "anonymous_orders",
    "anonymous_revenue_share",
    "sessions",
    "currency",
    "time_zone",
    "churn_window_days",
    "caveats",
]
