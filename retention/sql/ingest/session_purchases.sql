-- Purchases that a session export reports. Grain: one transaction of one session.
-- Rows of one event repeat its amount, rows of items carry prices; purchases without a transaction id are one order of
-- their session.
with event as (
    select
        visit_key, order_id, started_at,
        max(revenue) as revenue, max(cart_value) as cart_value, sum(amount) as items, max(currency) as currency,
    from visit_row
    where step = 'purchase' or (step is null and purchased)
    group by visit_key, order_id, started_at
),

bought as (
    select
        visit_key as session_id,
        coalesce(order_id, 'session-' || visit_key) as transaction_id,
        min(started_at) as bought_at,
        try_cast(
            coalesce(case when order_id is null then sum(revenue) else max(revenue) end, sum(items), max(cart_value))
            as decimal(18, 4)
        ) as amount,
        max(currency) as currency,
    from event
    group by visit_key, order_id
)

select * from bought where amount is not null
