-- Current orders with their customers, purchases (counted, amount > 0, not wholly given back, known customer) of each
-- customer first, by time. Grain: one current order. Source: definitions, section 3.
with joined as (
    select
        orders.order_key, orders.import_id, person.customer_key, orders.person_ref, orders.traits_ref, orders.ordered_at,
        orders.amount, coalesce(detail.discount, 0) > 0 or traits.coupon is not null as is_discounted,
        known.meaning = 'counted' and known.is_counted_currency and orders.amount > 0
            and coalesce(detail.refunded, 0) < orders.amount and person.customer_key is not null as is_purchase,
        tie.place,
    from order_now as orders
    inner join order_meaning as known on orders.traits_ref = known.traits_ref
    left join order_traits as traits on orders.traits_ref = traits.traits_ref
    left join person_key as person on orders.person_ref = person.person_ref
    left join order_detail as detail on orders.order_key = detail.order_key
    left join order_tie as tie on orders.order_key = tie.order_key
)

select * from joined
order by customer_key, is_purchase desc, ordered_at, place, order_key
