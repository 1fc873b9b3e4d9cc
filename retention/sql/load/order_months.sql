-- Orders and amounts of the file by month, by what they count as. Grain: one month. Reads the loader's table landed.
with by_month as (
    select
        month,
        sum(orders) as orders,
        coalesce(sum(orders) filter (where step in ('ours', 'given_back_in_part')), 0) as counted,
        coalesce(sum(orders) filter (where step = 'pending'), 0) as pending,
        cast(coalesce(sum(gross) filter (
            where step in ('ours', 'given_back_in_part', 'given_back')
        ), 0) as double) as gross_revenue,
        cast(coalesce(sum(gross) filter (where step = 'pending'), 0) as double) as pending_amount,
    from landed
    group by month
)

select * from by_month
order by month
