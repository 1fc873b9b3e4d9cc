-- Purchases that session files report, as orders; only while no orders are loaded (definitions, section 3).
-- Grain: one transaction. Parameters: $time_zone (the shop's). `ref` names its person and its traits, below 0.
with sessions as (
    select
        session_id,
        max(visitor_ref) as visitor_ref, max(customer_ref) as customer_ref, max(email_ref) as email_ref,
        max(source) as source, max(country) as country, max(device) as device,
    from session_version
    group by session_id
),

named as (
    select bought.*, number.order_key
    from session_purchase_version as bought
    inner join import_journal as file on bought.import_id = file.import_id
    inner join order_series as series on file.source = series.source and series.is_numbered
    inner join order_number as number
        on series.series = number.series and bought.transaction_id = number.order_id
    where not exists (select 1 from order_version)
),

transactions as (
    select
        min(bought.import_id) as import_id,
        bought.order_key,
        max(sessions.customer_ref) as customer_ref, max(sessions.email_ref) as email_ref,
        max(sessions.visitor_ref) as visitor_ref,
        min(coalesce(bought.wall_at, bought.utc_at at time zone 'UTC' at time zone $time_zone)) as ordered_at,
        max(bought.amount) as amount,
        max(bought.currency) as currency,
        max(sessions.source) as channel, max(sessions.country) as country, max(sessions.device) as device,
    from named as bought
    inner join sessions on bought.session_id = sessions.session_id
    group by bought.order_key
),

numbered as (
    select *, -row_number() over (order by order_key) as ref from transactions
)

select * from numbered
