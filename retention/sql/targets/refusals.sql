-- Who must be left out of lists, and why: on a suppression list, or without consent. Who said nothing stays in.
-- Grain: one customer. Parameters: $keys (customer_key list).
with refused as (
    select
        customer_key,
        case when is_suppressed then 'suppressed' when not consent then 'no_consent' end as refusal,
    from customer
    where customer_key in (select unnest($keys))
),

named as (
    select * from refused where refusal is not null
)

select * from named
