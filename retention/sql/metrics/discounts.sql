-- Purchases with a discount, by period.
-- Grain: one period with a purchase.
-- Parameters: $as_of date; places `people` (condition on customer_key), `period` (number of the calendar step).
-- Columns: period_index (number of the step); purchases; discounted (those with a discount or coupon); amount,
--   discounted_amount (of these purchases, money).
-- Reference: the definitions of this product, section 10.
with by_period as (
    select
        {period} as period_index,
        count(*) as purchases,
        count(*) filter (where is_discounted) as discounted,
        sum(amount) as amount,
        coalesce(sum(amount) filter (where is_discounted), 0) as discounted_amount,
    from purchase
    where purchased_on <= $as_of and {people}
    group by 1
)
select * from by_period order by period_index
