-- The file's sessions as versions. Grain: one session of this import.
-- Parameters: $import_id, $is_utc (the stamps are UTC).
with joined as (
    select
        $import_id as import_id, sessions.session_row, sessions.session_id,
        visitors.identifier_id as visitor_ref, ids.identifier_id as customer_ref,
        emails.identifier_id as email_ref,
        case when not $is_utc then sessions.started_at end as wall_at,
        case when $is_utc then sessions.started_at end as utc_at,
        sessions.source, sessions.medium, sessions.campaign, sessions.device, sessions.country,
        sessions.landing_page, sessions.pages, sessions.product_views,
        sessions.has_cart, sessions.has_checkout, sessions.has_purchase, sessions.order_id, sessions.cart_value,
        sessions.content_hash,
    from incoming as sessions
    left join identifier as visitors on visitors.kind = 'visitor' and sessions.visitor_id = visitors.value
    left join identifier as ids on ids.kind = 'customer_id' and sessions.customer_id = ids.value
    left join identifier as emails on emails.kind = 'email' and sessions.email = emails.value
)

select * from joined
