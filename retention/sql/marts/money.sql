-- Sales and refunds, each on its own day. Grain: one movement of one order; net revenue = gross - refund.
-- A refund dated after the last day covered by the data counts on that day, so that months add up to the total.
with last_day as (
    select greatest(
        (select max(ordered_on) from shop_order),
        (select cast(max(visited_at) as date) from session_now),
        (select max(covers_to) from import_journal)
    ) as day
),

known as (
    select *
    from shop_order
    where meaning in ('counted', 'refunded') and is_counted_currency
),

movements as (
    select customer_key, ordered_on as moved_on, amount as gross, 0 as refund, order_id
    from known
    where amount > 0
    union all
    select customer_key, least(coalesce(refunded_on, ordered_on), greatest(last_day.day, ordered_on)), 0, refunded, order_id
    from known cross join last_day
    where refunded > 0
    union all
    select customer_key, ordered_on, 0, -amount, order_id
    from known
    where amount < 0
),

firsts as (
    select customer_key, first_on from purchase where purchase_number = 1
),

dated as (
    select movements.*, firsts.first_on
    from movements
    left join firsts on movements.customer_key = firsts.customer_key
)

select * from dated
order by customer_key, moved_on
