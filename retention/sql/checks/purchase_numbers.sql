-- Customers whose purchases are not numbered 1, 2, 3 …, or whose row counts others.
-- Grain: one customer that violates it; empty = pass. Columns: customer_key; purchases (rows); numbers (distinct
--   numbers); last_number; counted (in the customer's row).
with numbered as (
    select
        customer_key, count(*) as purchases, count(distinct purchase_number) as numbers,
        min(purchase_number) as first_number, max(purchase_number) as last_number,
    from purchase
    group by customer_key
),
wrong as (
    select
        coalesce(numbered.customer_key, customer.customer_key) as customer_key, numbered.purchases, numbered.numbers,
        numbered.last_number, customer.purchases as counted,
    from numbered
    full join customer on customer.customer_key = numbered.customer_key
    where coalesce(numbered.purchases, 0) <> coalesce(customer.purchases, 0)
        or numbered.numbers <> numbered.purchases
        or numbered.first_number <> 1
        or numbered.last_number <> numbered.purchases
)
select * from wrong limit 1000
