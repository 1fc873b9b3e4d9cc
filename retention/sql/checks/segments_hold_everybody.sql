-- Customers who have purchased against those with a place in the map of segments.
-- Grain: one row when they differ; empty = pass. Parameters: $as_of date; place `scores` (the statement
--   metrics/scores, one row a customer). Columns: in_segments, customers (people).
with scored as (
    {scores}
),
placed as (
    select count(*) as in_segments from scored where r between 1 and 5 and f between 1 and 5 and m between 1 and 5
),
buyers as (
    select count(*) as customers from customer where purchases > 0
),
wrong as (
    select placed.in_segments, buyers.customers
    from placed
    cross join buyers
    where placed.in_segments <> buyers.customers
)
select * from wrong
