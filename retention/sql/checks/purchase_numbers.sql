-- Customers whose purchases are not numbered 1, 2, 3 …, or whose row counts others.
-- Grain: one customer that violates it; empty = pass. Columns: customer_key; purchases (rows); last_number; number_sum
--   (of all numbers); counted (in the customer's row).
-- Numbers are right when there are as many as the customer's row says, and their sum and the sum of their squares are
-- those of 1, 2, 3 … First all customers at once, each with a weight drawn from the key so that no two errors make up
-- for each other; only where these sums differ are the customers looked at one by one.
with by_purchase as (
    select
        coalesce(sum(weight), 0) as counts, 2 * coalesce(sum(weight * purchase_number), 0) as numbers,
        6 * coalesce(sum(weight * purchase_number * purchase_number), 0) as squares,
    from (select 1 + cast(hash(customer_key) >> 52 as bigint) as weight, purchase_number from purchase)
),
by_customer as (
    select
        coalesce(sum(weight * n), 0) as counts, coalesce(sum(weight * n * (n + 1)), 0) as numbers,
        coalesce(sum(weight * n * (n + 1) * (2 * n + 1)), 0) as squares,
    from (select 1 + cast(hash(customer_key) >> 52 as bigint) as weight, cast(purchases as hugeint) as n from customer)
),
differing as (
    select true as is_wrong
    from by_purchase
    cross join by_customer
    where (by_purchase.counts, by_purchase.numbers, by_purchase.squares)
        <> (by_customer.counts, by_customer.numbers, by_customer.squares)
),
numbered as (
    select
        customer_key, count(*) as purchases, max(purchase_number) as last_number, sum(purchase_number) as number_sum,
        sum(cast(purchase_number as bigint) * purchase_number) as square_sum,
    from purchase
    cross join differing
    group by customer_key
),
counted as (
    select customer_key, purchases from customer cross join differing
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
