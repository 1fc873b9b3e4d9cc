-- The groups that a split makes of customers or visits: every combination of values that one of them has.
-- Grain: one combination. Parameters: $as_of date; places `values` (columns value_0, value_1 … of the attributes),
--   `joins` (the attributes by customer), `people` (condition on customer_key), `seen` (purchases or visits by the day),
--   `counted` (columns that tell what is counted from each other: customer_key, for visits what they are like too).
-- Columns: value_0, value_1 … (text; empty = unknown).
with buyers as (
    select distinct {counted} from {seen} and {people}
),
groups as (
    select distinct {values}
    from buyers
    {joins}
)
select * from groups
