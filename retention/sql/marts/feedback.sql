-- Answers with their people. Grain: one answer; the same answer in two files is one.
with zone as (
    select value as name from setting where name = 'time_zone'
),

newest as (
    select fact_key, max(import_id) as import_id from feedback_version group by fact_key
),

joined as (
    select
        owner_key(version.customer_ref, version.email_ref, version.phone_ref) as customer_key,
        case when contains(version.utc_fields, ',given_at,')
            then version.given_at at time zone 'UTC' at time zone zone.name else version.given_at end as given_at,
        version.score, version.reason, version.comment, version.survey, version.order_id, version.product,
    from feedback_version as version
    inner join newest on version.fact_key = newest.fact_key and version.import_id = newest.import_id
    cross join zone
)

select * from joined
order by given_at
