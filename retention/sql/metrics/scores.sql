-- Everyone who has purchased, measured and scored: a part of other statements.
-- Grain: one customer; scores compare each with all customers of the shop.
-- Parameters: $as_of date.
-- Columns: customer_key; first_at, last_at (wall clock); last_on; purchases; gross (amount of purchases, money);
--   net_revenue (to date, money); recency_days (last purchase to as_of, dates); r, f, m (1..5, 5 = best).
-- Reference: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).
-- rank(), not ntile(): customers with the same value always share a score, whatever the order of the rows.
with bought as (
    select
        customer_key,
        min(purchased_at) as first_at,
        max(purchased_at) as last_at,
        max(purchased_on) as last_on,
        count(*) as purchases,
        sum(amount) as gross,
    from purchase
    where purchased_on <= $as_of
    group by customer_key
),
revenue as (
    select customer_key, sum(gross - refund) as net_revenue
    from money
    where moved_on <= $as_of and customer_key is not null
    group by customer_key
),
measured as (
    select
        bought.customer_key,
        bought.first_at,
        bought.last_at,
        bought.last_on,
        bought.purchases,
        bought.gross,
        coalesce(revenue.net_revenue, 0) as net_revenue,
        $as_of - bought.last_on as recency_days,
    from bought
    left join revenue on revenue.customer_key = bought.customer_key
),
scored as (
    select
        *,
        1 + 5 * (rank() over (order by last_on) - 1) // count(*) over () as r,
        case when purchases <= 3 then purchases when purchases <= 6 then 4 else 5 end as f,
        1 + 5 * (rank() over (order by net_revenue) - 1) // count(*) over () as m,
    from measured
)
select * from scored
