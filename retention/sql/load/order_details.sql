-- Discounts, refunds and modification stamps of the file's orders. Grain: one order of this import that has any.
-- Parameters: $import_id, $last_key (the last order key in use before).
with stated as (
    select
        $import_id as import_id, coalesce(known.order_key, $last_key + orders.order_row) as order_key,
        coalesce(orders.discount, 0) as discount, coalesce(orders.refunded_amount, 0) as refunded_amount,
        orders.refunded_on, orders.updated_at,
    from incoming as orders
    left join incoming_known as known on orders.order_row = known.order_row
    where orders.discount <> 0 or orders.refunded_amount <> 0 or orders.refunded_on is not null
        or orders.updated_at is not null
)

select * from stated
