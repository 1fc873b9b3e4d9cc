-- Orders and amounts of the file by month, by what they count as. Grain: one month. Reads the loader's table landed.
with by_month as (
    select
        cast(date_trunc('month', ordered_on) as date) as month,
        count(*) as orders,
        count(*) filter (where step in ('ours', 'given_back_in_part')) as counted,
        count(*) filter (where step = 'pending') as pending,
        cast(coalesce(sum(gross) filter (
            where step in ('ours', 'given_back_in_part', 'given_back')
        ), 0) as double) as gross_revenue,
        cast(coalesce(sum(gross) filter (where step = 'pending'), 0) as double) as pending_amount,
    from landed
    group by date_trunc('month', ordered_on)
)

select * from by_month
order by month
