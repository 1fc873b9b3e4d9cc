-- Where customers bought: the source of the first purchase, and how many sources. Grain: one customer with purchases.
-- With one source in the shop nothing is looked up.
with sources as (
    select count(distinct source) as sources, min(source) as source from order_series
),

several as (
    select orders.customer_key, arg_min(series.source, orders.purchase_number) as first_source,
        cast(count(distinct series.source) as integer) as sources,
    from current_order as orders
    inner join order_number as number on orders.order_key = number.order_key
    inner join order_series as series on number.series = series.series
    where orders.purchase_number is not null and (select sources > 1 from sources)
    group by orders.customer_key
),

one as (
    select orders.customer_key, sources.source as first_source, 1 as sources
    from current_order as orders
    cross join sources
    where orders.purchase_number = 1 and sources.sources = 1
),

either as (
    select * from several
    union all
    select * from one
)

select * from either
