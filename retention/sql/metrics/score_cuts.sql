-- Where the fifths of the customers end, by recency and by money: a part of other statements.
-- Engine-specific: quantile_disc with decimal shares is exact, the value at place ceil(k · customers / 5), k = 1..4.
-- Grain: one row. Parameters: none; read from measured (the statement of that name).
-- Columns: nearness_1 … nearness_4 (-recency_days), money_1 … money_4 (net_revenue, money); empty without customers.
-- Reference: R. Hyndman, Y. Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50(4),
--   definition 1.
with places as (
    select
        quantile_disc(-recency_days, [0.2, 0.4, 0.6, 0.8]) as nearness,
        quantile_disc(net_revenue, [0.2, 0.4, 0.6, 0.8]) as money,
    from measured
),
cuts as (
    select
        nearness[1] as nearness_1,
        nearness[2] as nearness_2,
        nearness[3] as nearness_3,
        nearness[4] as nearness_4,
        money[1] as money_1,
        money[2] as money_2,
        money[3] as money_3,
        money[4] as money_4,
    from places
)
select * from cuts
