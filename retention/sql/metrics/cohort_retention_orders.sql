-- Cohorts by period, of the orders of a segment alone: who came back for them, and with how much money.
-- Grain: one cohort and period in which the cohort made such orders; period 0 always.
-- Parameters: $as_of date; those of the places `people` (condition on customer_key) and `chosen` (the segment's
--   purchases, with gross); places `money` (what is beside the amounts of its purchases), `cohort`, `period`,
--   `money_period` as in cohort_retention, `are_edges_wanted` (true or false: last and second customers).
-- Columns: as cohort_retention; size is that of the cohort by the first of all purchases.
-- Reference: the definitions of this product, section 8.
-- Who is active depends on the orders here, so nothing stored about all orders helps: by customer first, then by cell.
with chosen as (
    {chosen}
),
sizes as (
    select
        {cohort} as cohort_index, 0 as period_index, count(*) as size,
        min(first_on) as oldest_on, max(first_on) as youngest_on,
    from purchase
    where purchase_number = 1 and purchased_on <= $as_of and first_on is not null and {people}
    group by 1
),
bought as (
    select customer_key, purchase_number, {cohort} as cohort_index, {period} as period_index, gross
    from chosen
    where purchased_on <= $as_of and first_on is not null and {people}
),
by_customer as (
    select cohort_index, period_index, customer_key, count(*) as orders, sum(gross) as gross from bought group by all
),
activity as (
    select cohort_index, period_index, count(*) as customers, sum(orders) as orders, sum(gross) as gross
    from by_customer
    group by all
),
edges as (
    select
        cohort_index, customer_key, max(period_index) as last_index,
        min(period_index) filter (where purchase_number > 1) as second_index,
    from bought
    where {are_edges_wanted}
    group by all
),
lasts as (
    select cohort_index, last_index as period_index, count(*) as last_customers from edges group by all
),
seconds as (
    select cohort_index, second_index as period_index, count(*) as second_customers
    from edges
    where second_index is not null
    group by all
),
moved as (
    select {cohort} as cohort_index, {money_period} as period_index, sum(gross) - sum(refund) as revenue
    from {money}
    where moved_on >= first_on and moved_on <= $as_of and {people}
    group by 1, 2
),
cells as (
    select
        cohort_index, period_index, coalesce(customers, 0) as customers, coalesce(last_customers, 0) as last_customers,
        coalesce(second_customers, 0) as second_customers, coalesce(orders, 0) as orders, coalesce(gross, 0) as gross,
        coalesce(gross, 0) + coalesce(revenue, 0) as revenue, size, oldest_on, youngest_on,
    from sizes
    full join activity using (cohort_index, period_index)
    full join lasts using (cohort_index, period_index)
    full join seconds using (cohort_index, period_index)
    full join moved using (cohort_index, period_index)
)
select * from cells order by cohort_index, period_index
