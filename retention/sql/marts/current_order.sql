-- Current orders with their customers; purchases (counted, amount > 0, not wholly given back, known customer) are
-- numbered. Grain: one current order, stored by customer and time. Source: definitions, section 3.
-- first_on is empty for customers whose first purchase lies before the data (temporary table older).
with joined as (
    select
        orders.order_key, orders.import_id, person.customer_key, orders.person_ref, orders.traits_ref, orders.ordered_at,
        cast(orders.ordered_at as date) as ordered_on, orders.amount, tie.place,
        known.meaning = 'counted' and known.is_counted_currency and orders.amount > 0
            and coalesce(detail.refunded, 0) < orders.amount and person.customer_key is not null as is_purchase,
    from order_now as orders
    inner join order_meaning as known on orders.traits_ref = known.traits_ref
    left join person_key as person on orders.person_ref = person.person_ref
    left join order_detail as detail on orders.order_key = detail.order_key
    left join order_tie as tie on orders.order_key = tie.order_key
),

numbered as (
    select
        order_key, import_id, customer_key, person_ref, traits_ref, ordered_at, amount, place,
        row_number() over by_time as purchase_number,
        ordered_on - lag(ordered_on) over by_time as days_since_previous,
        case when customer_key not in (select customer_key from older) then first_value(ordered_on) over by_time end
            as first_on,
    from joined
    where is_purchase
    window by_time as (partition by customer_key order by ordered_at, place)
),

others as (
    select
        order_key, import_id, customer_key, person_ref, traits_ref, ordered_at, amount, place,
        null as purchase_number, null as days_since_previous, null as first_on,
    from joined
    where not is_purchase
),

everything as (
    select * from numbered
    union all
    select * from others
),

sorted as (
    select * exclude (place) from everything order by customer_key, ordered_at, place, order_key
)

select * from sorted
