-- Buyers whose row of the customer mart is not what their purchases and movements of money say.
-- Grain: one customer that violates it; empty = pass. Parameters: $as_of date (the last day of the data); places
--   `measured` (counted from the purchases), `kept` (the same as the mart keeps it).
-- Columns: customer_key; by_orders, by_customer (net revenue, money; empty = no buyer there).
with counted as (
    {measured}
),
kept as (
    {kept}
),
wrong as (
    select
        coalesce(counted.customer_key, kept.customer_key) as customer_key, counted.net_revenue as by_orders,
        kept.net_revenue as by_customer,
    from counted
    full join kept on kept.customer_key = counted.customer_key
    where kept.purchases is distinct from counted.purchases
        or kept.gross is distinct from counted.gross
        or kept.net_revenue is distinct from counted.net_revenue
        or kept.first_at is distinct from counted.first_at
        or kept.last_at is distinct from counted.last_at
)
select * from wrong limit 1000
