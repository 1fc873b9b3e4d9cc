-- Customers whose row of the customer mart is not what their purchases and movements of money say.
-- Grain: one customer that violates it; empty = pass. Parameters: $as_of date (the last day of the data); places
--   `measured` (buyers, counted from the purchases), `kept` (the same as the mart keeps it).
-- Columns: customer_key; by_orders, by_customer (net revenue, money; empty = not there).
-- Who never bought has money only where an order was given back: that must be in the mart too.
with counted as (
    {measured}
),
kept as (
    {kept}
),
moved as (
    select customer_key, sum(gross) - sum(refund) as net_revenue
    from other_money
    where customer_key is not null and customer_key not in (select customer_key from counted)
    group by customer_key
),
by_orders as (
    select customer_key, purchases, gross, net_revenue, first_at, last_at from counted
    union all
    select customer_key, 0, 0, net_revenue, null, null from moved where net_revenue <> 0
),
by_customer as (
    select customer_key, purchases, gross, net_revenue, first_at, last_at from kept
    union all
    select customer_key, 0, 0, net_revenue, null, null from customer where purchases = 0 and net_revenue <> 0
),
wrong as (
    select
        coalesce(by_orders.customer_key, by_customer.customer_key) as customer_key,
        by_orders.net_revenue as by_orders, by_customer.net_revenue as by_customer,
    from by_orders
    full join by_customer on by_customer.customer_key = by_orders.customer_key
    where by_customer.purchases is distinct from by_orders.purchases
        or by_customer.gross is distinct from by_orders.gross
        or by_customer.net_revenue is distinct from by_orders.net_revenue
        or by_customer.first_at is distinct from by_orders.first_at
        or by_customer.last_at is distinct from by_orders.last_at
)
select * from wrong limit 1000
