-- Who first appears early may have bought before the data: no list of customers gives their first order.
-- Grain: one customer, anyone; no row where there is none. Parameters: $as_of date; $until date (the first day that is
--   late enough); places `people` (condition on customer_key).
-- Columns: customer_key.
-- Reference: the definitions of this product, section 1.
with early as (
    select customer_key
    from purchase
    where
        purchase_number = 1
        and purchased_on < $until
        and purchased_on <= $as_of
        and {people}
        and not exists (
            select 1 from customer
            where customer.customer_key = purchase.customer_key and customer.first_order_on is not null
        )
    limit 1
)
select * from early
