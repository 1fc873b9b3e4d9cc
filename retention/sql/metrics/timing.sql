-- When purchases are made, by the shop's clock.
-- Grain: one day of the month, month of the year, or weekday and hour with a purchase.
-- Parameters: $as_of date; places `people` (condition on customer_key).
-- Columns: part (day, month, weekday_hour); value (1 to 31; 1 to 12; 1-09 = Monday, 9 o'clock); purchases; revenue
--   (their amounts less what was given back of them by as_of, money).
-- Reference: the definitions of this product, section 10.
-- Refunds are few: they are looked up by order, so that all purchases are read once and joined to nothing.
with given_back as (
    select order_key, sum(refund) as refund
    from other_money
    where refund > 0 and moved_on <= $as_of
    group by order_key
),
counted as (
    select
        month(purchased_on) as month,
        day(purchased_on) as day,
        (purchased_on - date '0001-01-01') % 7 + 1 as weekday,
        hour(purchased_at) as hour,
        count(*) as purchases,
        sum(amount) as revenue,
    from purchase
    where purchased_on <= $as_of and {people}
    group by 1, 2, 3, 4
    union all
    select
        month(purchase.purchased_on) as month,
        day(purchase.purchased_on) as day,
        (purchase.purchased_on - date '0001-01-01') % 7 + 1 as weekday,
        hour(purchase.purchased_at) as hour,
        0 as purchases,
        -sum(given_back.refund) as revenue,
    from purchase
    join given_back on given_back.order_key = purchase.order_key
    where purchase.purchased_on <= $as_of and {people}
    group by 1, 2, 3, 4
),
placed as (
    select 'day' as part, cast(day as text) as value, purchases, revenue from counted
    union all
    select 'month' as part, cast(month as text) as value, purchases, revenue from counted
    union all
    select
        'weekday_hour' as part,
        weekday || '-' || lpad(cast(hour as text), 2, '0') as value,
        purchases,
        revenue,
    from counted
),
summed as (
    select part, value, cast(sum(purchases) as bigint) as purchases, sum(revenue) as revenue
    from placed
    group by part, value
)
select * from summed order by part, value
