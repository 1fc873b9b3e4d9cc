-- From typed rows (one a session, or one an event) to sessions. Grain: one session of the file.
-- A visit number alone may repeat between visitors, so a session is visitor + session id.
with grouped as (
    select
        concat_ws(':', visitor_id, session_id) as session_id,
        min(row_number) as session_row,
        count(*) as row_count,
        arg_min(visitor_id, row_number) as visitor_id,
        arg_min(customer_id, row_number) as customer_id,
        arg_min(email, row_number) as email,
        min(started_at) as started_at,
        arg_min(source, row_number) as source,
        arg_min(medium, row_number) as medium,
        arg_min(campaign, row_number) as campaign,
        arg_min(device, row_number) as device,
        arg_min(country, row_number) as country,
        arg_min(landing_page, row_number) as landing_page,
        try_cast(coalesce(max(pages), count(*) filter (where step = 'page')) as integer) as pages,
        try_cast(coalesce(max(product_views), count(*) filter (where step = 'view')) as integer) as product_views,
        bool_or(coalesce(cart, false) or coalesce(step = 'cart', false)) as has_cart,
        bool_or(coalesce(checkout, false) or coalesce(step = 'checkout', false)) as has_checkout,
        bool_or(coalesce(purchased, false) or coalesce(step = 'purchase', false)) as has_purchase,
        arg_min(order_id, row_number) filter (where step = 'purchase' or (step is null and purchased)) as order_id,
        max(cart_value) as cart_value,
    from typed_row
    group by concat_ws(':', visitor_id, session_id)
),

hashed as (
    select
        *,
        md5_number_lower(cast(row(
            session_id, visitor_id, customer_id, email, started_at, source, medium, campaign, device, country,
            landing_page, pages, product_views, has_cart, has_checkout, has_purchase, order_id, cart_value
        ) as text)) as content_hash,
    from grouped
)

select * from hashed
