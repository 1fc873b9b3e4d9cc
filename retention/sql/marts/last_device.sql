-- The device that each customer ordered by last. Grain: one customer with an order that names a device.
with devices as (
    select person.customer_key, arg_max(traits.device, (orders.ordered_at, coalesce(tie.place, 0))) as device
    from order_now as orders
    inner join order_traits as traits on orders.traits_ref = traits.traits_ref and traits.device is not null
    inner join person_key as person on orders.person_ref = person.person_ref
    left join order_tie as tie on orders.order_key = tie.order_key
    group by person.customer_key
)

select * from devices
