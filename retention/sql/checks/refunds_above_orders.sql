-- Orders of which more was given back than was paid.
-- Grain: one order that violates it; empty = pass. Columns: order_id; ordered_on (date); amount, refunded (money).
with wrong as (
    select order_id, ordered_on, amount, refunded
    from named_order
    where meaning = 'counted' and amount > 0 and refunded > amount
)
select * from wrong order by ordered_on, order_id limit 1000
