-- What the file's orders came to in the shop: from all orders to ours (definitions, section 3). Grain: one row.
with mine as (
    select shop_order.*
    from shop_order
    inner join incoming on shop_order.order_id = incoming.order_id
),

counted as (
    select
        count(*) as orders,
        count(*) filter (where meaning = 'cancelled') as cancelled,
        count(*) filter (where meaning = 'pending') as pending,
        count(*) filter (where meaning = 'test') as test,
        count(*) filter (where meaning = 'refunded') as refunded,
        count(*) filter (where meaning in ('counted', 'refunded') and not is_counted_currency) as other_currency,
        count(*) filter (where not is_status_known) as unknown_status,
        count(*) filter (
            where meaning in ('counted', 'refunded') and is_counted_currency and (amount < 0 or refunded > 0)
        ) as with_refunds,
        count(*) filter (
            where meaning = 'counted' and is_counted_currency and amount > 0 and refunded < amount
                and customer_key is null
        ) as anonymous_orders,
        cast(coalesce(sum(amount) filter (where amount > 0), 0) as double) as all_amount,
        cast(coalesce(sum(amount) filter (where meaning = 'cancelled' and amount > 0), 0) as double)
            as cancelled_amount,
        cast(coalesce(sum(amount) filter (where meaning = 'pending' and amount > 0), 0) as double) as pending_amount,
        cast(coalesce(sum(amount) filter (where meaning = 'test' and amount > 0), 0) as double) as test_amount,
        cast(coalesce(sum(amount) filter (
            where meaning in ('counted', 'refunded') and not is_counted_currency and amount > 0
        ), 0) as double) as other_currency_amount,
        cast(coalesce(sum(case when amount > 0 then refunded else -amount end) filter (
            where meaning in ('counted', 'refunded') and is_counted_currency
        ), 0) as double) as refunds_amount,
    from mine
),

bridged as (
    select
        *,
        all_amount - cancelled_amount - pending_amount - test_amount - other_currency_amount - refunds_amount
            as revenue,
    from counted
)

select * from bridged
