-- Sessions with their people. Grain: one session.
with bought as (
    select session_id, order_id from session_now where order_id is not null
    union
    select session_id, transaction_id from session_purchase_version
),

buyers as (
    select bought.session_id, min(shop_order.customer_key) as customer_key
    from bought
    inner join shop_order on bought.order_id = shop_order.order_id
    group by bought.session_id
),

joined as (
    select
        sessions.session_id,
        coalesce(by_customer.customer_key, by_email.customer_key, buyers.customer_key, by_visitor.customer_key)
            as customer_key,
        sessions.visited_at, cast(sessions.visited_at as date) as visited_on,
        sessions.has_cart, sessions.has_checkout,
        sessions.has_purchase or buyers.session_id is not null as has_purchase,
        sessions.source, sessions.medium, sessions.device, sessions.cart_value,
    from session_now as sessions
    left join identity as by_customer on sessions.customer_ref = by_customer.identifier_id
    left join identity as by_email on sessions.email_ref = by_email.identifier_id
    left join identity as by_visitor on sessions.visitor_ref = by_visitor.identifier_id
    left join buyers on sessions.session_id = buyers.session_id
)

select * from joined
order by customer_key, visited_at
