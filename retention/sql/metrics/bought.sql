-- Everyone who has purchased: how often, since when, how long ago: a part of other statements.
-- Grain: one customer.
-- Parameters: $as_of date.
-- Columns: customer_key; first_at, last_at (wall clock); recency_days (last purchase to as_of, dates); purchases; gross
--   (amount of purchases, money).
-- Reference: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).
with bought as (
    select
        customer_key,
        min(purchased_at) as first_at,
        max(purchased_at) as last_at,
        $as_of - max(purchased_on) as recency_days,
        count(*) as purchases,
        sum(amount) as gross,
    from purchase
    where purchased_on <= $as_of
    group by customer_key
)
select * from bought
