-- How soon the first purchase followed the first visit.
-- Grain: one exposure and gap; the rows without a gap hold all visitors, the others those who bought.
-- Parameters: $as_of date; places `people` (condition on customer_key).
-- Columns: exposure_days (first visit to as_of, dates); gap_days (first visit to first purchase, dates; same day = 0);
--   customers.
-- Reference: E. Kaplan, P. Meier (1958), Nonparametric Estimation from Incomplete Observations, JASA 53(282).
-- Whoever had bought before the first visit was no newcomer then, and is left out.
with visited as (
    select customer_key, min(visited_on) as visited_on
    from visit
    where visited_on <= $as_of and customer_key is not null and {people}
    group by customer_key
),
bought as (
    select customer_key, purchased_on, first_on from purchase where purchase_number = 1 and purchased_on <= $as_of
),
newcomers as (
    select $as_of - visited.visited_on as exposure_days, bought.purchased_on - visited.visited_on as gap_days
    from visited
    left join bought on bought.customer_key = visited.customer_key
    where bought.customer_key is null or (bought.first_on is not null and bought.purchased_on >= visited.visited_on)
),
counted as (
    select exposure_days, null as gap_days, count(*) as customers from newcomers group by exposure_days
    union all
    select exposure_days, gap_days, count(*) as customers
    from newcomers
    where gap_days is not null
    group by exposure_days, gap_days
)
select * from counted
