-- What those who left had brought in the year before.
-- Grain: one calendar period in which somebody churned. Each customer counts once, with the last churn in the period.
-- Parameters: $as_of date; $window days (W); places `people` (condition on customer_key), `churn_events` (the statement
--   of that name), `period` (number of the calendar period of churned_on).
-- Columns: period_index (number); revenue (net, of the 365 days before the churn day, money).
-- Reference: the definitions of this product, section 6.
with churned as (
    {churn_events}
),
last_churn as (
    select customer_key, {period} as period_index, max(churned_on) as churned_on
    from churned
    group by customer_key, period_index
),
revenue as (
    select last_churn.period_index, sum(money.gross - money.refund) as revenue
    from last_churn
    join money
        on
            money.customer_key = last_churn.customer_key
            and money.moved_on < last_churn.churned_on
            and money.moved_on >= last_churn.churned_on - 365
    group by last_churn.period_index
)
select * from revenue order by period_index
