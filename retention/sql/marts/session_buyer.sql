-- Who bought in a session, by the number of the order. Grain: one session in which a known order was placed.
-- Shop and tracker may write the number with and without the sign before it: #1001 and 1001.
with bought as (
    select session_id, ltrim(order_id, '#№ ') as order_number from session_now where order_id is not null
    union
    select session_id, ltrim(transaction_id, '#№ ') from session_purchase_version
),

buyers as (
    select bought.session_id, min(shop_order.customer_key) as customer_key
    from bought
    inner join shop_order on bought.order_number = ltrim(shop_order.order_id, '#№ ')
    group by bought.session_id
)

select * from buyers
