-- What the orders of each combination of traits mean for the numbers. Grain: one combination of order_traits.
-- Source: definitions, section 3 (status, currencies).
with stated as (
    select
        import_id, traits_ref, lower(trim(status)) as status, is_paid, coalesce(is_cancelled, false) as is_cancelled,
        upper(trim(currency)) as currency,
    from order_traits
),

decided as (
    select
        stated.*,
        stated.is_cancelled or stated.status is null or known.meaning is not null as is_status_known,
        case
            -- money that came and went back is a refund even where the order was cancelled too
            when known.meaning in ('refunded', 'test') then known.meaning
            when stated.is_cancelled then 'cancelled'
            when stated.status is null and stated.is_paid is not distinct from false then 'pending'
            when stated.status is null then 'counted'
            when known.meaning = 'counted' and stated.is_paid is not distinct from false then 'pending'
            else coalesce(known.meaning, 'pending')
        end as meaning,
    from stated
    left join status_now as known on stated.import_id = known.import_id and stated.status = known.word
),

used as (
    select traits_ref, count(*) as orders from order_now group by traits_ref
),

by_currency as (
    select
        decided.currency, sum(used.orders) as orders,
        coalesce(sum(used.orders) filter (where decided.meaning in ('counted', 'refunded')), 0) as counted,
    from decided
    inner join used on decided.traits_ref = used.traits_ref
    where decided.currency is not null
    group by decided.currency
),

main as (
    select coalesce(
        (select value from setting where name = 'currency'),
        (select currency from by_currency order by counted desc, orders desc, currency limit 1)
    ) as currency
),

finished as (
    select
        decided.traits_ref, decided.meaning, decided.is_status_known,
        decided.currency is null or decided.currency is not distinct from main.currency as is_counted_currency,
    from decided
    cross join main
)

select * from finished
