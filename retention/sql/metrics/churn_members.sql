-- The people behind one number of a churn period: a part of other statements.
-- Grain: one customer.
-- Parameters: $as_of date; $window days (W); $from_on, $to_on dates (first and last day of the period within as_of);
--   $movement churned, new, resurrected, active_start or active_end; places `people` (condition on customer_key),
--   `churn_events` (the statement of that name).
-- Columns: customer_key; events (how often it happened in the period).
-- Reference: the definitions of this product, section 6.
with churned as (
    {churn_events}
),
bought as (
    select customer_key, purchase_number, purchased_on, days_since_previous, first_on
    from purchase
    where purchased_on <= $to_on and purchased_on > $from_on - 1 - $window and {people}
),
movements as (
    select customer_key, 'churned' as movement from churned where churned_on >= $from_on and churned_on <= $to_on
    union all
    select customer_key, 'new' as movement from bought
    where purchase_number = 1 and first_on is not null and purchased_on >= $from_on
    union all
    select customer_key, 'resurrected' as movement
    from bought
    where (days_since_previous > $window or (purchase_number = 1 and first_on is null)) and purchased_on >= $from_on
    union all
    select customer_key, 'active_start' as movement from bought where purchased_on < $from_on
    union all
    select customer_key, 'active_end' as movement from bought where purchased_on > $to_on - $window
),
members as (
    select customer_key, count(*) as events from movements where movement = $movement group by customer_key
)
select * from members
