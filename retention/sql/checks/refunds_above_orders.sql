-- Orders of which more was given back than was paid.
-- Grain: one order that violates it; empty = pass. Columns: order_id; ordered_on (date); amount, refunded (money).
with given_back as (
    select order_key, refunded from order_detail where refunded > 0
),
above as (
    select orders.order_key, orders.traits_ref, orders.ordered_at, orders.amount, given_back.refunded
    from current_order as orders
    join given_back on given_back.order_key = orders.order_key
    where orders.amount > 0 and given_back.refunded > orders.amount
),
wrong as (
    select number.order_id, cast(above.ordered_at as date) as ordered_on, above.amount, above.refunded
    from above
    join order_number as number on number.order_key = above.order_key
    semi join (select traits_ref from order_meaning where meaning = 'counted') as counted
        on counted.traits_ref = above.traits_ref
)
select * from wrong order by ordered_on, order_id limit 1000
