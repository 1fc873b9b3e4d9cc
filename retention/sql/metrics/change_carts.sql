-- The carts of two periods and those that were left, visit by visit: a part of other statements.
-- Grain: one visit with a cart.
-- Parameters: $as_of date; $before_from, $before_to, $after_from, $after_to dates (first and last days of the periods);
--   place `people` (condition on visit).
-- Columns: customer_key (empty = nobody known); source, medium, device (text; empty = unknown); side (before, after);
--   part (1: left without a purchase); whole (1: a cart was filled).
-- Reference: the definitions of this product, section 10.
with measured as (
    select
        customer_key,
        source,
        medium,
        device,
        case when visited_on >= $after_from then 'after' else 'before' end as side,
        case when has_purchase then 0 else 1 end as part,
        1 as whole,
    from visit
    where
        has_cart and visited_on <= $as_of and {people}
        and ((visited_on >= $before_from and visited_on <= $before_to)
            or (visited_on >= $after_from and visited_on <= $after_to))
)
select * from measured
