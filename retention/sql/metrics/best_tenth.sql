-- What the last customer of the best tenth brought in each period: a part of other statements.
-- Engine-specific: quantile_disc with a decimal share is exact, the value at place ceil(customers / 10).
-- Grain: one calendar period in which somebody bought. Parameters: none; read from by_customer (of that statement).
-- Columns: period_index (number); customers (bought in the period); places (customers of the tenth, rounded up);
--   least_revenue (net, of the one at the last of these places from above, money).
-- Reference: R. Hyndman, Y. Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50(4),
--   definition 1.
with tenth as (
    select
        period_index,
        count(*) as customers,
        (count(*) + 9) // 10 as places,
        -quantile_disc(-revenue, 0.1) as least_revenue,
    from by_customer
    where purchases > 0
    group by period_index
)
select * from tenth
