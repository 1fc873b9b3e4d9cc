-- Customers by their three scores.
-- Grain: one cell of scores and recency.
-- Parameters: $as_of date; places `scores` (the statement of that name), `people` (condition on customer_key).
-- Columns: r, f, m (1..5, 5 = best); recency_days; customers; purchases; gross (amount of purchases, money);
--   net_revenue (to date, money).
-- Reference: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).
with scored as (
    {scores}
),
cells as (
    select
        r,
        f,
        m,
        recency_days,
        count(*) as customers,
        sum(purchases) as purchases,
        sum(gross) as gross,
        sum(net_revenue) as net_revenue,
    from scored
    where {people}
    group by r, f, m, recency_days
)
select * from cells order by r, f, m, recency_days
