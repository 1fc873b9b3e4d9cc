-- Negative days between purchases, or since the first one.
-- Grain: one purchase that violates it; empty = pass. Columns: customer_key; purchased_on (date); days_since_previous,
--   days_since_first (days).
with wrong as (
    select customer_key, purchased_on, days_since_previous, days_since_first
    from purchase
    where days_since_previous < 0 or days_since_first < 0
)
select * from wrong limit 1000
