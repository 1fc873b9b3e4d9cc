-- Customers by how often they bought and where they stand.
-- Grain: one number of purchases (1, 2, 3 and more) and stage that somebody is in.
-- Parameters: $as_of date; $window days (W); place `stages` (the statement of that name, over measured).
-- Columns: purchases (1, 2, 3+); stage (active, late, churned); customers; net_revenue (to date, money).
-- Reference: the definitions of this product, section 8.
with standing as (
    {stages}
),
cells as (
    select
        case when purchases < 3 then cast(purchases as text) else '3+' end as purchases,
        stage,
        count(*) as customers,
        sum(net_revenue) as net_revenue,
    from standing
    group by 1, 2
)
select * from cells order by purchases, stage
