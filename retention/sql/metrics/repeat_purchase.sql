-- How soon the second purchase followed the first.
-- Grain: one exposure and gap; the rows without a gap hold all customers, the others those who bought again.
-- Parameters: $as_of date; places `people` (condition on customer_key), `purchases` (purchase, or in its place first
--   purchases of all with the first repeat purchase of an order segment).
-- Columns: exposure_days (first purchase to as_of, dates); gap_days (first to second purchase, dates; same day = 0);
--   customers.
-- Reference: E. Kaplan, P. Meier (1958), Nonparametric Estimation from Incomplete Observations, JASA 53(282).
with first_two as (
    select $as_of - first_on as exposure_days, days_since_previous as gap_days
    from {purchases}
    where purchase_number <= 2 and purchased_on <= $as_of and first_on is not null and {people}
),
counted as (
    select exposure_days, gap_days, count(*) as customers
    from first_two
    group by exposure_days, gap_days
)
select * from counted
