-- An attribute that the customer mart holds, as known today.
-- Grain: one customer. Place: `column` (of customer). Columns: customer_key; value (text; empty = unknown).
with valued as (
    select customer_key, cast({column} as text) as value from customer
)
select * from valued
