-- The newest version of every order; where no orders are loaded, the purchases that sessions report.
-- Grain: one current order. Parameters: $time_zone (the shop's). Newest (definitions, section 3): the later
-- modification stamp, else the file whose data runs to the later day, else the later import.
with file as (
    select import_id, greatest(cast(last_at as date), covers_to) as runs_to from import_journal
),

ranked as (
    select
        version.*,
        row_number() over (
            partition by version.order_id
            order by
                coalesce(version.updated_at, file.runs_to + interval 1 day) desc, file.runs_to desc,
                version.import_id desc,
        ) as newness,
    from order_version as version
    inner join file on version.import_id = file.import_id
),

from_orders as (
    select
        import_id, order_row, order_id, is_numbered, customer_ref, email_ref, phone_ref, null::bigint as visitor_ref,
        coalesce(wall_at, utc_at at time zone 'UTC' at time zone $time_zone) as ordered_at,
        name, amount, discount, coalesce(refunded_amount, 0) as refunded, refunded_on,
        lower(trim(status)) as status, is_paid, coalesce(is_cancelled, false) as is_cancelled,
        upper(trim(currency)) as currency, channel, coupon, country, city, device, payment, delivery, manager,
    from ranked
    where newness = 1
),

sessions as (
    select
        session_id,
        max(visitor_ref) as visitor_ref, max(customer_ref) as customer_ref, max(email_ref) as email_ref,
        max(source) as source, max(country) as country, max(device) as device,
    from session_version
    group by session_id
),

from_sessions as (
    select
        min(bought.import_id) as import_id,
        0 as order_row,
        bought.transaction_id as order_id,
        true as is_numbered,
        max(sessions.customer_ref) as customer_ref, max(sessions.email_ref) as email_ref,
        null::bigint as phone_ref, max(sessions.visitor_ref) as visitor_ref,
        min(coalesce(bought.wall_at, bought.utc_at at time zone 'UTC' at time zone $time_zone)) as ordered_at,
        null::text as name,
        max(bought.amount) as amount,
        null::decimal(18, 4) as discount, 0::decimal(18, 4) as refunded, null::date as refunded_on,
        null::text as status, null::boolean as is_paid, false as is_cancelled,
        max(upper(trim(bought.currency))) as currency,
        max(sessions.source) as channel, null::text as coupon, max(sessions.country) as country,
        null::text as city, max(sessions.device) as device,
        null::text as payment, null::text as delivery, null::text as manager,
    from session_purchase_version as bought
    inner join sessions on bought.session_id = sessions.session_id
    where not exists (select 1 from order_version)
    group by bought.transaction_id
),

either as (
    select * from from_orders
    union all
    select * from from_sessions
)

select * from either
