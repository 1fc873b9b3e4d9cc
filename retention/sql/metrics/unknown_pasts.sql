-- Who first appears early may have bought before the data: no list of customers gives their first order.
-- Grain: one customer, anyone; no row where there is none. Parameters: $as_of date; $until date (the first day that is
--   late enough); places `people` (condition on customer_key).
-- Columns: customer_key; first_on (day of the first purchase).
-- Reference: the definitions of this product, section 1.
with firsts as (
    select customer_key, cast(first_at as date) as first_on from customer where purchases > 0 and first_order_on is null
),
early as (
    select customer_key, first_on
    from firsts
    where first_on < $until and first_on <= $as_of and {people}
    limit 1
)
select * from early
