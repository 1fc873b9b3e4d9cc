-- Orders and amounts of the file by month, by what they count as. Grain: one month.
with mine as (
    select shop_order.*
    from shop_order
    inner join incoming on shop_order.order_id = incoming.order_id
),

by_month as (
    select
        cast(date_trunc('month', ordered_on) as date) as month,
        count(*) as orders,
        count(*) filter (where meaning = 'counted' and amount > 0) as counted,
        count(*) filter (where meaning = 'pending') as pending,
        cast(coalesce(sum(amount) filter (where meaning in ('counted', 'refunded') and amount > 0), 0) as double)
            as gross_revenue,
    from mine
    group by date_trunc('month', ordered_on)
)

select * from by_month
order by month
