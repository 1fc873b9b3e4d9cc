-- Sessions, put together where a file's end cut one in two. Grain: one session.
-- Parameters: $time_zone (the shop's).
with joined as (
    select
        session_id,
        max(visitor_ref) as visitor_ref, max(customer_ref) as customer_ref, max(email_ref) as email_ref,
        min(coalesce(wall_at, utc_at at time zone 'UTC' at time zone $time_zone)) as visited_at,
        max(source) as source, max(medium) as medium, max(device) as device,
        bool_or(has_cart) as has_cart, bool_or(has_checkout) as has_checkout, bool_or(has_purchase) as has_purchase,
        max(order_id) as order_id, max(cart_value) as cart_value,
    from session_version
    group by session_id
)

select * from joined
