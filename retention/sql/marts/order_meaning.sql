-- What each current order means for the numbers, before customers are known.
-- Grain: one current order. Source: definitions, section 3 (status, refunds, currencies).
with decided as (
    select
        orders.*,
        known.meaning as status_meaning,
        case
            -- money that came and went back is a refund even where the order was cancelled too
            when known.meaning in ('refunded', 'test') then known.meaning
            when orders.is_cancelled then 'cancelled'
            when orders.status is null and orders.is_paid is not distinct from false then 'pending'
            when orders.status is null then 'counted'
            when known.meaning = 'counted' and orders.is_paid is not distinct from false then 'pending'
            else coalesce(known.meaning, 'pending')
        end as meaning,
    from order_now as orders
    left join status_now as known on orders.status = known.word
),

by_currency as (
    select currency, count(*) as orders, count(*) filter (where meaning in ('counted', 'refunded')) as counted
    from decided
    where currency is not null
    group by currency
),

main as (
    select coalesce(
        (select value from setting where name = 'currency'),
        (select currency from by_currency order by counted desc, orders desc, currency limit 1)
    ) as currency
),

lines as (
    select
        line.import_id, line.order_row,
        arg_max(line.product, (coalesce(line.amount, 0), -line.line_number)) as product,
        arg_max(line.category, (coalesce(line.amount, 0), -line.line_number)) as category,
    from order_line_version as line
    inner join order_now as orders on line.import_id = orders.import_id and line.order_row = orders.order_row
    group by line.import_id, line.order_row
),

numbers as (
    select bool_and(regexp_full_match(order_id, '[0-9]{1,18}')) as are_numbers from order_now where is_numbered
),

finished as (
    select
        row_number() over (
            order by
                decided.ordered_at,
                case when numbers.are_numbers then try_cast(decided.order_id as bigint) end,
                case when decided.is_numbered then decided.order_id end,
                decided.order_row, decided.import_id,
        ) as order_key,
        decided.* exclude (refunded, status_meaning, is_paid, is_cancelled),
        decided.is_cancelled or decided.status is null or decided.status_meaning is not null as is_status_known,
        case when decided.meaning = 'refunded' and decided.amount > 0 then decided.amount
            else decided.refunded end as refunded,
        decided.currency is null or decided.currency = main.currency as is_counted_currency,
        lines.product, lines.category,
    from decided
    cross join main
    cross join numbers
    left join lines on decided.import_id = lines.import_id and decided.order_row = lines.order_row
)

select * from finished
