-- Sessions with their people. Grain: one session. Reads the temporary tables session_now and session_buyer.
with joined as (
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
    left join session_buyer as buyers on sessions.session_id = buyers.session_id
)

select * from joined
order by customer_key, visited_at
