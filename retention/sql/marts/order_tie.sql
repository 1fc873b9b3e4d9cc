-- Orders that a customer made at the same moment, in the order in which they count: by order number (as numbers when
-- all numbers of the shop are numbers), then by row. Grain: one such order.
with moments as (
    select person.customer_key, orders.ordered_at
    from order_now as orders
    inner join person_key as person on orders.person_ref = person.person_ref
    group by person.customer_key, orders.ordered_at
    having count(*) > 1
),

tied as (
    select orders.order_key, number.order_id, series.is_numbered
    from order_now as orders
    inner join person_key as person on orders.person_ref = person.person_ref
    inner join moments on person.customer_key = moments.customer_key and orders.ordered_at = moments.ordered_at
    inner join order_number as number on orders.order_key = number.order_key
    inner join order_series as series on number.series = series.series
),

numbers as (
    select not exists (
        select 1
        from order_number as number
        inner join order_series as series on number.series = series.series
        where series.is_numbered and not regexp_full_match(number.order_id, '[0-9]{1,18}')
    ) as are_numbers
),

placed as (
    select
        tied.order_key,
        row_number() over (
            order by
                case when numbers.are_numbers then try_cast(tied.order_id as bigint) end,
                case when tied.is_numbered then tied.order_id end,
                tied.order_key,
        ) as place,
    from tied
    cross join numbers
)

select * from placed
