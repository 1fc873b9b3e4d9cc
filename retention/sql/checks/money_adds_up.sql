-- Net revenue by movements of money against net revenue by orders.
-- Grain: one row when they differ; empty = pass. Columns: by_orders, by_money (money).
with by_orders as (
    select coalesce(sum(amount), 0) - coalesce(sum(refunded), 0) as net
    from shop_order
    where meaning in ('counted', 'refunded') and is_counted_currency
),
by_money as (
    select coalesce(sum(gross), 0) - coalesce(sum(refund), 0) as net from money
),
wrong as (
    select by_orders.net as by_orders, by_money.net as by_money
    from by_orders
    cross join by_money
    where by_orders.net <> by_money.net
)
select * from wrong
