-- Cohort sizes against customers who have purchased; those whose first order lies before the data are in no cohort.
-- Grain: one row when they differ; empty = pass. Columns: in_cohorts, before_data, customers (people).
with firsts as (
    select count(first_on) as in_cohorts, count(*) - count(first_on) as before_data
    from purchase
    where purchase_number = 1
),
buyers as (
    select count(*) as customers from customer where purchases > 0
),
wrong as (
    select firsts.in_cohorts, firsts.before_data, buyers.customers
    from firsts
    cross join buyers
    where firsts.in_cohorts + firsts.before_data <> buyers.customers
)
select * from wrong
