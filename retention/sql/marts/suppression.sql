-- Who must not be written to: all lists that were ever loaded together, for nobody is silently written to again.
-- Grain: one identifier. The reason and the day are the newest ones.
with named as (
    select
        unnest([customer_ref, email_ref, phone_ref]) as identifier_id,
        reason, suppressed_on, import_id, file_row,
    from suppression_version
),

merged as (
    select
        named.identifier_id, any_value(identity.customer_key) as customer_key,
        arg_max(named.reason, (named.import_id, named.file_row)) as reason,
        max(named.suppressed_on) as suppressed_on,
    from named
    left join identity on named.identifier_id = identity.identifier_id
    where named.identifier_id is not null
    group by named.identifier_id
)

select * from merged
order by identifier_id
