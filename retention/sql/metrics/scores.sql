-- Everyone who has purchased, measured and scored: a part of other statements.
-- Grain: one customer; scores compare each with all customers of the shop.
-- Parameters: $as_of date; places `measured`, `score_cuts` (the statements of these names).
-- Columns: those of measured; r, f, m (1..5, 5 = best).
-- Reference: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).
-- r and m are 1 + floor(5 · (rank − 1) / customers), rank − 1 = customers with a lower value. That is 1 + the number of
-- cuts below the value, the cuts being the values at the places ceil(k · customers / 5), k = 1..4: k fifths of the
-- customers lie below a value exactly when the last of them does. Customers with the same value always share a score,
-- whatever the order of the rows; and nobody has to be ranked.
with measured as (
    {measured}
),
cuts as (
    {score_cuts}
),
scored as (
    select
        measured.*,
        case
            when -recency_days > nearness_4 then 5
            when -recency_days > nearness_3 then 4
            when -recency_days > nearness_2 then 3
            when -recency_days > nearness_1 then 2
            else 1
        end as r,
        case when purchases <= 3 then cast(purchases as integer) when purchases <= 6 then 4 else 5 end as f,
        case
            when net_revenue > money_4 then 5
            when net_revenue > money_3 then 4
            when net_revenue > money_2 then 3
            when net_revenue > money_1 then 2
            else 1
        end as m,
    from measured
    cross join cuts
)
select * from scored
