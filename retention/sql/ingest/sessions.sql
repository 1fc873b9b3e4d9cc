-- From typed rows (one a session, or one an event) to sessions. Grain: one session of the file.
-- visit_key is the visit's number, with the visitor's before it where numbers repeat between visitors.
with grouped as (
    select
        visit_key as session_id,
        min(row_number) as session_row,
        count(*) filter (where is_row) as row_count,
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
        sum(coalesce(amount, revenue)) filter (where step = 'cart') as put_in,
        sum(coalesce(amount, revenue)) filter (where step = 'remove') as taken_out,
    from visit_row
    group by visit_key
),

valued as (
    select
        * exclude (put_in, taken_out) replace (coalesce(
            cart_value,
            case when put_in > 0 then try_cast(greatest(put_in - coalesce(taken_out, 0), 0) as decimal(18, 4)) end
        ) as cart_value),
    from grouped
),

hashed as (
    select
        *,
        md5_number_lower(cast(row(
            session_id, visitor_id, customer_id, email, started_at, source, medium, campaign, device, country,
            landing_page, pages, product_views, has_cart, has_checkout, has_purchase, order_id, cart_value
        ) as text)) as content_hash,
    from valued
)

select * from hashed
