-- The repeat purchase shares of two cohorts, purchase by purchase: a part of other statements.
-- Grain: one first purchase in a period (whole), and one second purchase that followed it in time (part).
-- Parameters: $as_of date; $horizon days; $before_from, $before_to, $after_from, $after_to dates (first and last days
--   of the periods); place `people` (condition on customer_key).
-- Columns: customer_key; side (before, after); part (1: bought again within the horizon); whole (1: first bought).
-- Reference: the definitions of this product, section 5.
with measured as (
    select
        customer_key,
        case when first_on >= $after_from then 'after' else 'before' end as side,
        case when purchase_number = 2 and days_since_previous <= $horizon then 1 else 0 end as part,
        case when purchase_number = 1 then 1 else 0 end as whole,
    from purchase
    where
        purchase_number <= 2 and purchased_on <= $as_of and {people}
        and ((first_on >= $before_from and first_on <= $before_to)
            or (first_on >= $after_from and first_on <= $after_to))
)
select * from measured
