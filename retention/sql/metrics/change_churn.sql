-- The churn rates of two periods, customer by customer: a part of other statements.
-- Grain: one customer active at the start of a period (whole), and one churn in it (part).
-- Parameters: $as_of date; $window days (W); $before_from, $before_to, $after_from, $after_to dates (first and last
--   days of the periods); places `people` (condition on customer_key), `churn_events` (the statement of that name).
-- Columns: customer_key; side (before, after); part (1: churned); whole (1: was active at the end of the day before).
-- Reference: the definitions of this product, section 6.
with sides as (
    select 'before' as side, $before_from as from_on, $before_to as to_on
    union all
    select 'after' as side, $after_from as from_on, $after_to as to_on
),
churned as (
    {churn_events}
),
measured as (
    select distinct customer_key, side, 0 as part, 1 as whole
    from purchase
    join sides on purchased_on < from_on and purchased_on >= from_on - $window
    where purchased_on <= $as_of and {people}
    union all
    select customer_key, side, 1 as part, 0 as whole
    from churned
    join sides on churned_on >= from_on and churned_on <= to_on
)
select * from measured
