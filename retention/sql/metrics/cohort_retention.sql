-- Cohorts by period: who came back, and with how much money.
-- Grain: one cohort and period in which the cohort bought, or had money moved; empty cells have no row.
-- Parameters: $as_of date; places `people` (condition on customer_key); `cohort`, `period`, `previous_period`,
--   `money_period` (numbers of calendar steps, or of age periods since the first purchase); `is_first` (condition: the
--   customer's first purchase in its period); `is_last_wanted`, `are_days_wanted` (true or false).
-- Columns: cohort_index, period_index (numbers); customers (bought in the period); last_customers (bought in it for
--   the last time, where wanted); second_customers (made their second purchase in it); orders (purchases); gross
--   (amount of these, money); revenue (net, money); size (at period 0: of the cohort); oldest_on, youngest_on (first
--   purchase days, at period 0 those of the cohort, where wanted).
-- Reference: P. Fader, B. Hardie (2001), Forecasting Repeat Sales at CDNOW, Interfaces 31(3).
-- Purchases lie by customer and number, with the days since the previous one: a purchase is the customer's first in
-- its period when the previous one is older than the period. No sorting, no count(distinct …), and purchases are read
-- once: the money of a cell is theirs, and what other_money holds beside them.
with activity as (
    select
        {cohort} as cohort_index,
        {period} as period_index,
        count(*) filter (where {is_first}) as customers,
        count(*) filter (where purchase_number = 2) as second_customers,
        count(*) as orders,
        sum(amount) as gross,
        min(case when {are_days_wanted} then first_on end) as oldest_on,
        max(case when {are_days_wanted} then first_on end) as youngest_on,
    from purchase
    where purchased_on <= $as_of and first_on is not null and {people}
    group by 1, 2
),
went_on as (
    select {cohort} as cohort_index, {previous_period} as period_index, count(*) as customers
    from purchase
    where
        {is_last_wanted}
        and purchased_on <= $as_of
        and first_on is not null
        and purchase_number > 1
        and {is_first}
        and {people}
    group by 1, 2
),
moved as (
    select {cohort} as cohort_index, {money_period} as period_index, sum(gross) - sum(refund) as revenue
    from other_money
    where moved_on >= first_on and moved_on <= $as_of and {people}
    group by 1, 2
),
cells as (
    select
        cohort_index,
        period_index,
        coalesce(activity.customers, 0) as customers,
        coalesce(activity.customers, 0) - coalesce(went_on.customers, 0) as last_customers,
        coalesce(activity.second_customers, 0) as second_customers,
        coalesce(activity.orders, 0) as orders,
        coalesce(activity.gross, 0) as gross,
        coalesce(activity.gross, 0) + coalesce(moved.revenue, 0) as revenue,
        activity.customers as size,
        activity.oldest_on,
        activity.youngest_on,
    from activity
    full join moved using (cohort_index, period_index)
    left join went_on using (cohort_index, period_index)
)
select * from cells order by cohort_index, period_index
