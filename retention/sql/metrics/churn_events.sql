-- Who churned on which day: a part of other statements.
-- Grain: one churn of one customer (a customer can churn, come back and churn again).
-- Parameters: $as_of date; $window days (W); places `people` (condition on customer_key).
-- Columns: customer_key; churned_on (last purchase + W, when no purchase came on or before that day).
-- Reference: P. Fader, B. Hardie (2009), Probability Models for Customer-Base Analysis, Journal of Interactive
--   Marketing 23(1): without a contract, leaving is not seen; a window is a rule.
with bought as (
    select customer_key, purchased_on, days_since_previous
    from purchase
    where purchased_on <= $as_of and {people}
),
came_back as (
    select customer_key, purchased_on - days_since_previous + $window as churned_on
    from bought
    where days_since_previous > $window
),
stayed_away as (
    select customer_key, max(purchased_on) + $window as churned_on
    from bought
    group by customer_key
    having max(purchased_on) + $window <= $as_of
),
churned as (
    select customer_key, churned_on from came_back
    union all
    select customer_key, churned_on from stayed_away
)
select * from churned
