-- Where customers stand against the churn window and their own rhythm on a day.
-- Grain: one customer with purchases. Parameters: $as_of date; $window days (W of the whole shop); place `stages`
--   (the statement of that name, over bought: money is no matter here). Columns: customer_key; value (active, late or
--   churned).
with standing as (
    {stages}
),
valued as (
    select customer_key, stage as value from standing
)
select * from valued
