-- Where customers stand against the churn window and their own rhythm on a day.
-- Grain: one customer with purchases. Parameters: $as_of date; $window days (W of the whole shop); place `customers`
--   (the statement of that name). Columns: customer_key; value (active, late or churned).
with standing as (
    {customers}
),
valued as (
    select customer_key, stage as value from standing
)
select * from valued
