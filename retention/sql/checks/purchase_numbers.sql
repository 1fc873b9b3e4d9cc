-- Customers whose purchases are not numbered 1, 2, 3 …, or whose row counts others.
-- Grain: one customer that violates it; empty = pass. Columns: customer_key; purchases (rows); last_number; number_sum
--   (of all numbers); counted (in the customer's row).
-- Numbers are right when there are as many as the customer's row says, and their sum and the sum of their squares are
-- those of 1, 2, 3 …
with numbered as (
    select
        customer_key, count(*) as purchases, max(purchase_number) as last_number, sum(purchase_number) as number_sum,
        sum(cast(purchase_number as bigint) * purchase_number) as square_sum,
    from purchase
    group by customer_key
),
counted as (
    select customer_key, purchases from customer
),
wrong as (
    select
        coalesce(numbered.customer_key, counted.customer_key) as customer_key, numbered.purchases,
        numbered.last_number, numbered.number_sum, counted.purchases as counted,
    from numbered
    full join counted on counted.customer_key = numbered.customer_key
    where coalesce(numbered.purchases, 0) <> coalesce(counted.purchases, 0)
        or 2 * numbered.number_sum <> numbered.purchases * (numbered.purchases + 1)
        or 6 * numbered.square_sum <> numbered.purchases * (numbered.purchases + 1) * (2 * numbered.purchases + 1)
)
select * from wrong limit 1000
