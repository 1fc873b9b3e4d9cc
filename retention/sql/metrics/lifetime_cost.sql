-- What the goods cost that cohorts bought, by the age of their customers in 30-day months.
-- Grain: one cohort and age month in which somebody bought; no rows where no order of the shop has a known cost.
-- Parameters: $as_of date; $age_days days (length of an age month); places `people` (condition on customer_key),
--   `cohort` (number of the cohort over first_on), `orders` (condition on order_key), `cost` (of an order).
-- Columns: cohort_index, period_index (numbers); cost (of the goods of that age month alone, money); without_cost
--   (purchases of that month whose cost is not known).
-- Reference: S. Gupta, D. Lehmann, J. Stuart (2004), Valuing Customers, Journal of Marketing Research 41(1).
with bought as (
    select
        {cohort} as cohort_index,
        days_since_first // $age_days as period_index,
        coalesce(sum({cost}), 0) as cost,
        count(*) - count({cost}) as without_cost,
    from purchase
    left join order_cost on order_cost.order_key = purchase.order_key
    where
        exists (select 1 from order_cost)
        and purchased_on <= $as_of
        and first_on is not null
        and {orders}
        and {people}
    group by cohort_index, period_index
)
select * from bought order by cohort_index, period_index
