-- The visits of two periods and those that bought, visit by visit: a part of other statements.
-- Grain: one visit.
-- Parameters: $as_of date; $before_from, $before_to, $after_from, $after_to dates (first and last days of the periods);
--   place `people` (condition on visit).
-- Columns: customer_key (empty = nobody known); source, medium, device (text; empty = unknown); side (before, after);
--   part (1: with a purchase); whole (1).
-- Reference: the definitions of this product, section 10.
with measured as (
    select
        customer_key,
        source,
        medium,
        device,
        case when visited_on >= $after_from then 'after' else 'before' end as side,
        case when has_purchase then 1 else 0 end as part,
        1 as whole,
    from visit
    where
        visited_on <= $as_of and {people}
        and ((visited_on >= $before_from and visited_on <= $before_to)
            or (visited_on >= $after_from and visited_on <= $after_to))
)
select * from measured
