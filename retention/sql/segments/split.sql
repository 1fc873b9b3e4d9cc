-- The groups that a split makes of the customers: every combination of values that somebody has.
-- Grain: one combination. Parameters: $as_of date; places `values` (columns value_0, value_1 … of the attributes),
--   `joins` (the attributes by customer), `people` (condition on customer_key), `seen` (purchase or visit, by the day).
-- Columns: value_0, value_1 … (text; empty = unknown); customers (who have purchased, or visited, by the day).
with buyers as (
    select distinct customer_key from {seen} and customer_key is not null and {people}
),
groups as (
    select {values}, count(*) as customers
    from buyers
    {joins}
    group by all
)
select * from groups
