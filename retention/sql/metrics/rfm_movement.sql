-- Who moved from which scores to which, between two days.
-- Grain: one pair of cells that somebody moved between, or stayed in.
-- Parameters: $as_of date; $compare_to date (the earlier day); places `scores` and `earlier_scores` (the statement
--   `scores` as of either day), `people` (condition on customer_key).
-- Columns: from_r, from_f, from_m (1..5 on the earlier day; empty = had not purchased yet); r, f, m (1..5 at as_of);
--   customers.
-- Reference: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).
with earlier as (
    {earlier_scores}
),
later as (
    {scores}
),
moved as (
    select
        earlier.r as from_r,
        earlier.f as from_f,
        earlier.m as from_m,
        later.r,
        later.f,
        later.m,
        count(*) as customers,
    from (select * from later where {people}) as later
    left join earlier on earlier.customer_key = later.customer_key
    group by all
)
select * from moved
