-- Net revenue by movements of money against net revenue by orders.
-- Grain: one row when they differ; empty = pass. Columns: by_orders, by_money (money).
with kept as (
    select distinct traits_ref from order_meaning where meaning in ('counted', 'refunded') and is_counted_currency
),
charged as (
    select traits_ref, sum(amount) as amount from current_order group by traits_ref
),
given_back as (
    select orders.traits_ref, sum(detail.refunded) as amount
    from current_order as orders
    join (select order_key, refunded from order_detail where refunded <> 0) as detail
        on detail.order_key = orders.order_key
    group by orders.traits_ref
),
by_orders as (
    select coalesce(sum(charged.amount), 0) - coalesce(sum(given_back.amount), 0) as net
    from kept
    left join charged on charged.traits_ref = kept.traits_ref
    left join given_back on given_back.traits_ref = kept.traits_ref
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
