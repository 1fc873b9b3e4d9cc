-- Revenue of cohorts by the age of their customers in 30-day months.
-- Grain: one cohort and age month in which money moved; age month 0 of each cohort always.
-- Parameters: $as_of date; $age_days days (length of an age month); places `people` (condition on customer_key),
--   `cohort` (number of the cohort over first_on), `money` (money, or that of an order segment).
-- Columns: cohort_index, period_index (numbers); size (of the cohort, at age month 0);
--   oldest_on, youngest_on (first purchase days of the cohort); revenue (net, of that age month alone, money).
-- Reference: P. Fader, B. Hardie, K. L. Lee (2005), RFM and CLV, Journal of Marketing Research 42(4).
with members as (
    select
        {cohort} as cohort_index,
        0 as period_index,
        count(*) as size,
        min(first_on) as oldest_on,
        max(first_on) as youngest_on,
    from purchase
    where purchase_number = 1 and purchased_on <= $as_of and first_on is not null and {people}
    group by cohort_index
),
moved as (
    select
        {cohort} as cohort_index, (moved_on - first_on) // $age_days as period_index, sum(gross - refund) as revenue,
    from {money}
    where moved_on >= first_on and moved_on <= $as_of and {people}
    group by cohort_index, period_index
),
cells as (
    select
        cohort_index,
        period_index,
        coalesce(members.size, 0) as size,
        members.oldest_on,
        members.youngest_on,
        coalesce(moved.revenue, 0) as revenue,
    from members
    full join moved using (cohort_index, period_index)
)
select * from cells order by cohort_index, period_index
