-- Money beside the amounts of purchases: refunds, and sales that are no purchase (anonymous, wholly given back).
-- Grain: one movement of one order, on its own day; net revenue = gross - refund.
-- A refund dated after the last day covered by the data counts on that day, so that months add up to the total.
with last_day as (
    select greatest(
        (select cast(max(ordered_at) as date) from current_order),
        (select cast(max(visited_at) as date) from session_now),
        (select max(covers_to) from import_journal where kind in ('orders', 'sessions'))
    ) as day
),

known as (
    select
        orders.order_key, orders.customer_key, cast(orders.ordered_at as date) as ordered_on, orders.amount,
        orders.purchase_number, coalesce(detail.refunded, 0) as refunded, detail.refunded_on,
    from current_order as orders
    inner join order_meaning as meaning on orders.traits_ref = meaning.traits_ref
    left join order_detail as detail on orders.order_key = detail.order_key
    where meaning.meaning in ('counted', 'refunded') and meaning.is_counted_currency
        and (orders.purchase_number is null or detail.refunded > 0)
),

movements as (
    select customer_key, ordered_on as moved_on, amount as gross, 0 as refund, order_key
    from known
    where amount > 0 and purchase_number is null
    union all
    select
        customer_key, least(coalesce(refunded_on, ordered_on), greatest(last_day.day, ordered_on)), 0, refunded,
        order_key
    from known
    cross join last_day
    where refunded > 0
    union all
    select customer_key, ordered_on, 0, -amount, order_key
    from known
    where amount < 0
),

firsts as (
    select customer_key, first_on, first_month from current_order where purchase_number = 1
),

dated as (
    select
        movements.*, year(moved_on) * 12 + month(moved_on) - 1 as moved_month, firsts.first_on, firsts.first_month,
    from movements
    left join firsts on movements.customer_key = firsts.customer_key
)

select * from dated
order by customer_key, moved_on
