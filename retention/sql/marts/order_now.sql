-- The newest version of every order; where no orders are loaded, the purchases that sessions report.
-- Grain: one current order. Parameters: $time_zone (the shop's). Newest (definitions, section 3): the later
-- modification stamp, else the file whose data runs to the later day, else the later import.
with file as (
    select import_id, is_utc, greatest(cast(last_at as date), covers_to) as runs_to from import_journal
),

several as (
    select order_key
    from order_version
    where (select count(*) > 1 from import_journal where kind = 'orders')
    group by order_key
    having count(*) > 1
),

ranked as (
    select
        version.import_id, version.order_key,
        row_number() over (
            partition by version.order_key
            order by
                coalesce(detail.updated_at, file.runs_to + interval 1 day) desc, file.runs_to desc,
                version.import_id desc,
        ) as newness,
    from order_version as version
    inner join several on version.order_key = several.order_key
    inner join file on version.import_id = file.import_id
    left join order_detail_version as detail
        on version.import_id = detail.import_id and version.order_key = detail.order_key
),

superseded as (
    select import_id, order_key from ranked where newness > 1
),

from_orders as (
    select
        version.import_id, version.order_key, version.person_ref, version.traits_ref,
        case when file.is_utc then version.stamped_at at time zone 'UTC' at time zone $time_zone
            else version.stamped_at end as ordered_at,
        version.amount,
    from order_version as version
    inner join file on version.import_id = file.import_id
    anti join superseded on version.import_id = superseded.import_id and version.order_key = superseded.order_key
),

either as (
    select * from from_orders
    union all
    select import_id, order_key, ref as person_ref, ref as traits_ref, ordered_at, amount from session_order
)

select * from either
