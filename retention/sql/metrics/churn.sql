-- How the active base moved.
-- Grain: one calendar period in which somebody came or left.
-- Parameters: $as_of date; $window days (W); place `people`: condition on customer_key; `period` whole number of the calendar
--   period of moved_on.
-- Columns: period_index (number); new (first purchases); resurrected (purchases by customers who had churned);
--   churned (times that a customer had been without a purchase for W days).
-- Reference: the definitions of this product, section 6.
-- Each purchase opens W days: whoever made it churns when they have passed, unless another purchase came in time. So
-- a count by day is enough: no sorting, nothing kept by customer.
with bought as (
    select
        purchased_on,
        case when days_since_previous > $window then $window + 1 else days_since_previous end as gap_days,
        count(*) as purchases,
    from purchase
    where purchased_on <= $as_of and {people}
    group by 1, 2
),
movements as (
    select purchased_on as moved_on, purchases as new, 0 as resurrected, 0 as churned
    from bought where gap_days is null
    union all
    select purchased_on as moved_on, 0 as new, purchases as resurrected, 0 as churned
    from bought where gap_days > $window
    union all
    select purchased_on + $window as moved_on, 0 as new, 0 as resurrected, purchases as churned
    from bought
    union all
    select purchased_on - gap_days + $window as moved_on, 0 as new, 0 as resurrected, -purchases as churned
    from bought where gap_days <= $window
),
periods as (
    select
        {period} as period_index,
        cast(sum(new) as bigint) as new,
        cast(sum(resurrected) as bigint) as resurrected,
        cast(sum(churned) as bigint) as churned,
    from movements
    where moved_on <= $as_of
    group by 1
)
select * from periods order by period_index
