-- Customers whose net revenue is not that of their movements of money.
-- Grain: one customer that violates it; empty = pass. Columns: customer_key; by_customer, by_money (money).
-- First all customers at once, each with a weight drawn from the key so that no two errors make up for each other; only
-- where these sums differ are the customers looked at one by one.
with moved as (
    select customer_key, gross - refund as net from money where customer_key is not null
),
by_money as (
    select coalesce(sum((1 + cast(hash(customer_key) >> 44 as bigint)) * net), 0) as total from moved
),
by_customer as (
    select coalesce(sum((1 + cast(hash(customer_key) >> 44 as bigint)) * net_revenue), 0) as total from customer
),
differing as (
    select true as is_wrong from by_money cross join by_customer where by_money.total <> by_customer.total
),
summed as (
    select customer_key, sum(net) as net from moved cross join differing group by customer_key
),
known as (
    select customer_key, net_revenue from customer cross join differing
),
wrong as (
    select
        coalesce(known.customer_key, summed.customer_key) as customer_key,
        coalesce(known.net_revenue, 0) as by_customer, coalesce(summed.net, 0) as by_money,
    from known
    full join summed on summed.customer_key = known.customer_key
    where coalesce(known.net_revenue, 0) <> coalesce(summed.net, 0)
)
select * from wrong limit 1000
