-- How many purchases customers have made by a day: 1, 2, or 3+.
-- Grain: one customer with purchases. Parameters: $as_of date. Columns: customer_key; value (1, 2 or 3+).
with counted as (
    select customer_key, count(*) as purchases from purchase where purchased_on <= $as_of group by customer_key
),
valued as (
    select customer_key, case when purchases >= 3 then '3+' else cast(purchases as text) end as value from counted
)
select * from valued
