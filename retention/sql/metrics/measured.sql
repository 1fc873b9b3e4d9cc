-- Everyone who has purchased, with their money: a part of other statements.
-- Grain: one customer.
-- Parameters: $as_of date; place `bought` (the statement of that name).
-- Columns: those of bought; net_revenue (to date, money).
-- Reference: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).
with bought as (
    {bought}
),
moved as (
    select customer_key, sum(gross) - sum(refund) as revenue
    from other_money
    where moved_on <= $as_of and customer_key is not null
    group by customer_key
),
measured as (
    select bought.*, bought.gross + coalesce(moved.revenue, 0) as net_revenue
    from bought
    left join moved on moved.customer_key = bought.customer_key
)
select * from measured
