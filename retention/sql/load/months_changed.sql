-- Months that the shop had before this import and that it changed. Grain: one month.
-- Reads the loader's tables month_before and month_after.
with compared as (
    select
        before.month, before.orders as orders_before, coalesce(now.orders, 0) as orders_after,
        cast(before.revenue as double) as revenue_before, cast(coalesce(now.revenue, 0) as double) as revenue_after,
    from month_before as before
    left join month_after as now on before.month = now.month
    where (before.orders, before.revenue) is distinct from (coalesce(now.orders, 0), coalesce(now.revenue, 0))
)

select * from compared
order by month
