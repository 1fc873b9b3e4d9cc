-- Current orders with their customers. Grain: one current order, whatever its status.
with joined as (
    select
        orders.order_key, orders.order_id, orders.import_id, orders.order_row,
        coalesce(by_customer.customer_key, by_email.customer_key, by_phone.customer_key, by_visitor.customer_key)
            as customer_key,
        orders.ordered_at, cast(orders.ordered_at as date) as ordered_on,
        orders.meaning, orders.is_status_known, orders.amount, orders.discount,
        orders.refunded, orders.refunded_on, orders.currency, orders.is_counted_currency,
        orders.email_ref, orders.phone_ref, orders.customer_ref, orders.name, orders.channel, orders.coupon,
        orders.country, orders.city, orders.device, orders.payment, orders.delivery, orders.manager,
        orders.product, orders.category,
    from order_meaning as orders
    left join identity as by_customer on orders.customer_ref = by_customer.identifier_id
    left join identity as by_email on orders.email_ref = by_email.identifier_id
    left join identity as by_phone on orders.phone_ref = by_phone.identifier_id
    left join identity as by_visitor on orders.visitor_ref = by_visitor.identifier_id
)

select * from joined
order by order_key
