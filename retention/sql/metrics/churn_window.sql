-- Gaps between consecutive purchases that had a fair chance to close, for the automatic churn window.
-- Engine-specific: stands in the place of a quantile function. Exact: whole numbers only, so no engine rounds it.
-- Grain: one row. Parameters: $as_of date; $horizon days (H).
-- Columns: gaps (count of gaps that started at least H days before as_of and ended within H days); tenths (their
--   90th percentile × 10, interpolated linearly between order statistics as quantile_cont does; empty without gaps).
-- Reference: R. Hyndman, Y. Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50(4),
--   definition 7.
with gaps as (
    select days_since_previous as days, count(*) as gaps
    from purchase
    where
        purchased_on <= $as_of
        and days_since_previous <= $horizon
        and purchased_on - days_since_previous <= $as_of - $horizon
    group by days_since_previous
),
running as (
    select days, sum(gaps) over (order by days) as gaps_to_here from gaps
),
total as (
    select coalesce(sum(gaps), 0) as gaps from gaps
),
neighbours as (
    select
        total.gaps,
        mod(9 * (total.gaps - 1), 10) as tenth,
        min(running.days) filter (where running.gaps_to_here > 9 * (total.gaps - 1) // 10) as lower_days,
        min(running.days) filter (where running.gaps_to_here > 9 * (total.gaps - 1) // 10 + 1) as upper_days,
    from total left join running on true
    group by total.gaps
),
percentile as (
    select
        cast(gaps as bigint) as gaps,
        cast(10 * lower_days + tenth * (coalesce(upper_days, lower_days) - lower_days) as bigint) as tenths,
    from neighbours
)
select * from percentile
