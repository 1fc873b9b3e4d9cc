-- Where customers of a shop with several sources bought: the source of the first purchase, and how many sources.
-- Grain: one customer with purchases; none in a shop with one source, where nothing has to be looked up.
with joined as (
    select orders.customer_key, series.source, orders.purchase_number
    from current_order as orders
    inner join order_number as number on orders.order_key = number.order_key
    inner join order_series as series on number.series = series.series
    where orders.purchase_number is not null and (select count(distinct source) > 1 from order_series)
),

counted as (
    select
        customer_key, arg_min(source, purchase_number) as first_source,
        cast(count(distinct source) as integer) as sources,
    from joined
    group by customer_key
)

select * from counted
