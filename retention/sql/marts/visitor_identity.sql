-- Identifiers known from sessions only. A visitor who once bought or logged in is that customer before and after
-- (the latest one, if several share the device); any other visitor is a person without purchases.
-- Grain: one identifier that no current order holds.
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

on_orders as (
    select unnest([customer_ref, email_ref, phone_ref, visitor_ref]) as identifier_id from order_now
),

logged_in as (
    select distinct unnest([customer_ref, email_ref]) as identifier_id from session_now
),

own as (
    select identifier_id, identifier_id as customer_key
    from logged_in
    where identifier_id is not null and identifier_id not in (
        select identifier_id from on_orders where identifier_id is not null
    )
),

known as (
    select * from identity
    union all
    select * from own
),

seen_as as (
    select
        sessions.visitor_ref,
        arg_max(
            coalesce(by_customer.customer_key, by_email.customer_key, buyers.customer_key),
            sessions.visited_at
        ) as customer_key,
    from session_now as sessions
    left join known as by_customer on sessions.customer_ref = by_customer.identifier_id
    left join known as by_email on sessions.email_ref = by_email.identifier_id
    left join buyers on sessions.session_id = buyers.session_id
    where coalesce(by_customer.customer_key, by_email.customer_key, buyers.customer_key) is not null
    group by sessions.visitor_ref
),

visitors as (
    select distinct sessions.visitor_ref as identifier_id,
        coalesce(seen_as.customer_key, sessions.visitor_ref) as customer_key,
    from session_now as sessions
    left join seen_as on sessions.visitor_ref = seen_as.visitor_ref
    where sessions.visitor_ref is not null
        and sessions.visitor_ref not in (select identifier_id from identity)
),

added as (
    select * from own
    union all
    select * from visitors
)

select * from added
