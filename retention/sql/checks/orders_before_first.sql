-- Purchases dated before the customer's first one.
-- Grain: one purchase that violates it; empty = pass. Columns: customer_key; purchased_on, first_on (dates).
with wrong as (
    select customer_key, purchased_on, first_on from purchase where purchased_on < first_on
)
select * from wrong limit 1000
