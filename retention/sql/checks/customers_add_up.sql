-- Customers whose net revenue is not that of their movements of money.
-- Grain: one customer that violates it; empty = pass. Columns: customer_key; by_customer, by_money (money).
with by_money as (
    select customer_key, sum(gross) - sum(refund) as net from money where customer_key is not null group by customer_key
),
wrong as (
    select
        coalesce(customer.customer_key, by_money.customer_key) as customer_key,
        coalesce(customer.net_revenue, 0) as by_customer, coalesce(by_money.net, 0) as by_money,
    from customer
    full join by_money on by_money.customer_key = customer.customer_key
    where coalesce(customer.net_revenue, 0) <> coalesce(by_money.net, 0)
)
select * from wrong limit 1000
