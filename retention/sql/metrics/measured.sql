-- Everyone who has purchased, with their money: a part of other statements.
-- Grain: one customer.
-- Parameters: $as_of date; place `bought` (the statement of that name).
-- Columns: those of bought; net_revenue (to date, money).
-- Reference: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).
with bought as (
    {bought}
),
revenue as (
    select customer_key, sum(gross) - sum(refund) as net_revenue
    from money
    where moved_on <= $as_of and customer_key is not null
    group by customer_key
),
measured as (
    select bought.*, coalesce(revenue.net_revenue, 0) as net_revenue
    from bought
    left join revenue on revenue.customer_key = bought.customer_key
)
select * from measured
