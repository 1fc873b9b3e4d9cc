-- The month of the customers' first purchase.
-- Grain: one customer with purchases by the day. Parameters: $as_of date. Columns: customer_key; value (the month's first
--   day; empty where the first order lies before the data).
with valued as (
    select customer_key, cast(first_on - cast(day(first_on) - 1 as integer) as text) as value
    from purchase
    where purchase_number = 1 and purchased_on <= $as_of
)
select * from valued
