-- How many who first appear early may have bought before the data: no list of customers gives their first order.
-- Grain: one row. Parameters: $as_of date; $until date (the first day that is late enough); places `people` (condition
--   on customer_key).
-- Columns: customers.
-- Reference: the definitions of this product, section 1.
with early as (
    select customer_key from purchase
    where purchase_number = 1 and purchased_on < $until and purchased_on <= $as_of and {people}
),
counted as (
    select count(*) as customers
    from early
    where customer_key not in (select customer.customer_key from customer where customer.first_order_on is not null)
)
select * from counted
