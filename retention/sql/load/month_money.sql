-- The shop's sales and net revenue by month. Grain: one month.
with by_month as (
    select
        cast(date_trunc('month', moved_on) as date) as month,
        count(*) filter (where gross > 0) as orders,
        sum(gross - refund) as revenue,
    from money
    group by date_trunc('month', moved_on)
)

select * from by_month
