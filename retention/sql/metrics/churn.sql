-- How the active base moved.
-- Grain: one calendar period in which somebody came or left.
-- Parameters: $as_of date; $window days (W); places `people` (condition on customer_key), `period` (number of the
--   calendar period of happened_on).
-- Columns: period_index (number); new (first purchases); resurrected (purchases by customers who had churned,
--   or whose first purchase lies before the data); churned (times that a customer had been without a purchase for W
--   days).
-- Reference: the definitions of this product, section 6.
-- Each purchase opens W days: whoever made it churns when they have passed, unless another purchase came in time. So
-- counts by day are enough: no sorting, nothing kept by customer.
with bought as (
    select
        purchased_on as happened_on,
        count(*) as purchases,
        count(*) filter (where purchase_number = 1 and first_on is not null) as new,
        count(*) filter (where days_since_previous > $window or (purchase_number = 1 and first_on is null))
            as resurrected,
    from purchase
    where purchased_on <= $as_of and {people}
    group by purchased_on
),
followed as (
    select purchased_on - days_since_previous as happened_on, count(*) as purchases
    from purchase
    where purchased_on <= $as_of and days_since_previous <= $window and {people}
    group by 1
),
movements as (
    select happened_on, new, resurrected, 0 as churned from bought
    union all
    select happened_on + $window as happened_on, 0 as new, 0 as resurrected, purchases as churned from bought
    union all
    select happened_on + $window as happened_on, 0 as new, 0 as resurrected, -purchases as churned from followed
),
periods as (
    select
        {period} as period_index,
        cast(sum(new) as bigint) as new,
        cast(sum(resurrected) as bigint) as resurrected,
        cast(sum(churned) as bigint) as churned,
    from movements
    where happened_on <= $as_of
    group by 1
)
select * from periods order by period_index
