-- Months between the first and the last order that have none: an export may be missing.
-- Grain: one month that violates it; empty = pass. Columns: month_on (its first day).
with days as (
    select distinct cast(ordered_at as date) as ordered_on from current_order
),
months as (
    select distinct year(ordered_on) * 12 + month(ordered_on) - 1 as month_index from days
),
ends as (
    select min(month_index) as first_index, max(month_index) as last_index from months
),
wanted as (
    select unnest(range(first_index, last_index + 1)) as month_index from ends
),
wrong as (
    select make_date(wanted.month_index // 12, wanted.month_index % 12 + 1, 1) as month_on
    from wanted
    anti join months on months.month_index = wanted.month_index
)
select * from wrong order by month_on limit 1000
