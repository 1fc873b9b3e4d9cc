-- The people of one cohort, and whether they are in one of its cells: a part of other statements.
-- Grain: one customer of the cohort.
-- Parameters: $as_of date; $cohort_index, $period_index numbers; places `people` (condition on customer_key), `cohort`
--   (number of the calendar step of first_on), `period` (periods since the first purchase), `is_in_cell` (condition).
-- Columns: customer_key; came_back (counted in the cell).
-- Reference: the definitions of this product, section 4.
with bought as (
    select customer_key, purchase_number, {period} as period_index
    from purchase
    where purchased_on <= $as_of and {cohort} = $cohort_index and {people}
),
members as (
    select customer_key, max(case when {is_in_cell} then 1 else 0 end) = 1 as came_back
    from bought
    group by customer_key
)
select * from members
