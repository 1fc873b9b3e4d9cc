-- Everyone who has purchased, measured and scored: a part of other statements.
-- Grain: one customer; scores compare each with all customers of the shop.
-- Parameters: $as_of date; place `measured` (the statement of that name).
-- Columns: those of measured; r, f, m (1..5, 5 = best).
-- Reference: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).
-- r and m are 1 + floor(5 · (rank − 1) / customers): `worse` = rank − 1 = customers with a lower value, counted once a
-- value. Customers with the same value always share a score, whatever the order of the rows.
with measured as (
    {measured}
),
recencies as (
    select recency_days, count(*) as people from measured group by recency_days
),
revenues as (
    select net_revenue, count(*) as people from measured group by net_revenue
),
r_score as (
    select
        recency_days,
        1 + 5 * (sum(people) over (order by recency_days desc) - people) // sum(people) over () as score,
    from recencies
),
m_score as (
    select
        net_revenue,
        1 + 5 * (sum(people) over (order by net_revenue) - people) // sum(people) over () as score,
    from revenues
),
scored as (
    select
        measured.*,
        cast(r_score.score as integer) as r,
        case
            when measured.purchases <= 3 then cast(measured.purchases as integer)
            when measured.purchases <= 6 then 4
            else 5
        end as f,
        cast(m_score.score as integer) as m,
    from measured
    join r_score on r_score.recency_days = measured.recency_days
    join m_score on m_score.net_revenue = measured.net_revenue
)
select * from scored
