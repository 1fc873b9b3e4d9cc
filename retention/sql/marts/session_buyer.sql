-- Who bought in a session, by the number of the order. Grain: one session in which a known order was placed.
-- Shop and tracker may write the number with and without the sign before it: #1001 and 1001.
with bought as (
    select session_id, ltrim(order_id, '#№ ') as order_number from session_now where order_id is not null
    union
    select session_id, ltrim(transaction_id, '#№ ') from session_purchase_version
),

buyers as (
    select bought.session_id, min(orders.customer_key) as customer_key
    from bought
    inner join order_number as number on bought.order_number = ltrim(number.order_id, '#№ ')
    inner join current_order as orders on number.order_key = orders.order_key
    group by bought.session_id
)

select * from buyers
