-- Numbers of the orders that the shop does not know yet. Grain: one order.
-- Parameters: $series (of the file's order numbers), $last_key (the last order key in use).
with unknown as (
    select $last_key + incoming.order_row as order_key, $series as series, incoming.order_id
    from incoming
    anti join incoming_known as known on incoming.order_row = known.order_row
)

select * from unknown
