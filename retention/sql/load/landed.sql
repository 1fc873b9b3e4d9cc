-- A file's orders as they count now, each in exactly one step of the way from all orders to ours (definitions, 3).
-- Grain: one order. Places: `orders` (order_key and status word of the file's orders).
-- `taken_back`: what the refunds of an order that counts take from revenue, as the money mart has it.
with mine as (
    select
        shop_order.order_key, shop_order.ordered_on, shop_order.meaning, shop_order.is_status_known,
        shop_order.amount, shop_order.refunded, shop_order.currency, shop_order.customer_key,
        shop_order.email_ref, shop_order.phone_ref, file.status as word,
        case
            when not shop_order.is_counted_currency then 'other_currency'
            when shop_order.meaning in ('cancelled', 'pending', 'test') then shop_order.meaning
            when shop_order.amount < 0 or (shop_order.amount > 0 and shop_order.refunded >= shop_order.amount)
                then 'given_back'
            when shop_order.amount = 0 then 'free'
            when shop_order.refunded > 0 then 'given_back_in_part'
            else 'ours'
        end as step,
    from shop_order
    inner join {orders} as file on shop_order.order_key = file.order_key
),

weighed as (
    select
        *,
        greatest(amount, 0) as gross,
        case when step in ('given_back', 'given_back_in_part', 'free', 'ours')
            then refunded + greatest(-amount, 0) else 0 end as taken_back,
    from mine
)

select * from weighed
