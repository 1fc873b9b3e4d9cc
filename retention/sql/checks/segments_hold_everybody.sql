-- Customers who have purchased and have no place in the map of segments, or two.
-- Grain: one customer that violates it; empty = pass. Parameters: $as_of date; place `scores` (the statement
--   metrics/scores). Columns: customer_key; places (rows of scores within 1..5).
with scored as (
    {scores}
),
placed as (
    select customer_key, count(*) as places
    from scored
    where r between 1 and 5 and f between 1 and 5 and m between 1 and 5
    group by customer_key
),
buyers as (
    select customer_key from customer where purchases > 0
),
wrong as (
    select coalesce(buyers.customer_key, placed.customer_key) as customer_key, coalesce(placed.places, 0) as places
    from buyers
    full join placed on placed.customer_key = buyers.customer_key
    where buyers.customer_key is null or coalesce(placed.places, 0) <> 1
)
select * from wrong limit 1000
