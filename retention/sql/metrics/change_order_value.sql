-- The purchases of two periods and their amounts: a part of other statements.
-- Grain: one purchase.
-- Parameters: $as_of date; $before_from, $before_to, $after_from, $after_to dates (first and last days of the periods);
--   place `people` (condition on customer_key).
-- Columns: customer_key; side (before, after); part (amount, money); whole (1).
-- Reference: the definitions of this product, section 4: average order value = gross amount of purchases / purchases.
with measured as (
    select
        customer_key,
        case when purchased_on >= $after_from then 'after' else 'before' end as side,
        amount as part,
        1 as whole,
    from purchase
    where
        purchased_on <= $as_of and {people}
        and ((purchased_on >= $before_from and purchased_on <= $before_to)
            or (purchased_on >= $after_from and purchased_on <= $after_to))
)
select * from measured
