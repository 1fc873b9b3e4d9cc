-- Purchases: counted, amount > 0, not wholly given back, known customer (definitions, section 3).
-- Grain: one purchase, stored by customer and number. Money in the shop's main currency.
with numbered as (
    select
        customer_key,
        row_number() over by_time as purchase_number,
        ordered_at as purchased_at,
        ordered_on as purchased_on,
        ordered_on - lag(ordered_on) over by_time as days_since_previous,
        ordered_on - first_value(ordered_on) over by_time as days_since_first,
        first_value(ordered_on) over by_time as first_on,
        amount, refunded, order_id,
        coalesce(discount > 0, false) or coupon is not null as is_discounted,
        channel, coupon, payment, delivery, manager, product, category,
    from shop_order
    where meaning = 'counted' and is_counted_currency
        and amount > 0 and refunded < amount and customer_key is not null
    window by_time as (partition by customer_key order by order_key)
)

select * from numbered
order by customer_key, purchase_number
