-- The file's orders as versions. Grain: one order of this import.
-- Parameters: $import_id, $is_utc (the stamps are UTC), $is_numbered (the file has order numbers).
with joined as (
    select
        $import_id as import_id, orders.order_row, orders.order_id, $is_numbered as is_numbered,
        orders.content_hash,
        case when not $is_utc then orders.ordered_at end as wall_at,
        case when $is_utc then orders.ordered_at end as utc_at,
        orders.updated_at,
        ids.identifier_id as customer_ref, emails.identifier_id as email_ref, phones.identifier_id as phone_ref,
        orders.name, orders.amount, orders.discount, orders.refunded_amount, orders.refunded_on, orders.status,
        orders.is_paid, orders.is_cancelled, orders.currency, orders.channel, orders.coupon, orders.country,
        orders.city, orders.device, orders.payment, orders.delivery, orders.manager,
    from incoming as orders
    left join identifier as ids on ids.kind = 'customer_id' and orders.customer_id = ids.value
    left join identifier as emails on emails.kind = 'email' and orders.email = emails.value
    left join identifier as phones on phones.kind = 'phone' and orders.phone = phones.value
)

select * from joined
