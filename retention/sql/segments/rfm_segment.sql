-- The RFM segment that customers are in on a day.
-- Grain: one customer with purchases. Parameters: $as_of date; $segment_cells (100 r + 10 f + m of all 125 cells) and
--   $segment_names (their names, in the same order); place `scores` (the statement of that name).
-- Columns: customer_key; value (name of the segment).
with scored as (
    {scores}
),
named as (
    select unnest($segment_cells) as cell, unnest($segment_names) as value
),
valued as (
    select scored.customer_key, named.value
    from scored
    join named on named.cell = 100 * scored.r + 10 * scored.f + scored.m
)
select * from valued
