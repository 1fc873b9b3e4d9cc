-- Abandoned checkouts with their people, as the newest file says. Grain: one checkout.
with zone as (
    select value as name from setting where name = 'time_zone'
),

newest as (
    select fact_key, max(import_id) as import_id from checkout_version group by fact_key
),

joined as (
    select
        owner_key(version.customer_ref, version.email_ref, version.phone_ref) as customer_key,
        version.checkout_id,
        case when contains(version.utc_fields, ',abandoned_at,')
            then version.abandoned_at at time zone 'UTC' at time zone zone.name else version.abandoned_at end as abandoned_at,
        case when contains(version.utc_fields, ',recovered_at,')
            then version.recovered_at at time zone 'UTC' at time zone zone.name
            else version.recovered_at end as recovered_at,
        version.is_recovered, version.amount, upper(version.currency) as currency, version.items,
    from checkout_version as version
    inner join newest on version.fact_key = newest.fact_key and version.import_id = newest.import_id
    cross join zone
)

select * from joined
order by abandoned_at
