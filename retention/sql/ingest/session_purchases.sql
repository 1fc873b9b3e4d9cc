-- Purchases that a session export reports. Grain: one transaction of one session.
with bought as (
    select
        concat_ws(':', visitor_id, session_id) as session_id,
        coalesce(order_id, 'session-' || concat_ws(':', visitor_id, session_id)) as transaction_id,
        min(started_at) as bought_at,
        max(coalesce(revenue, cart_value)) as amount,
        max(currency) as currency,
    from typed_row
    where step = 'purchase' or (step is null and purchased)
    group by all
)

select * from bought where amount is not null
