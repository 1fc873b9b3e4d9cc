-- What the goods of an order cost the shop, where the cost of every line is known. Grain: one current order.
with lines as (
    select
        line.order_key, coalesce(line.quantity, 1) as quantity,
        coalesce(by_sku.cost, case when by_sku.sku is null then by_name.cost end) as cost,
    from order_line_version as line
    inner join order_now as orders on line.import_id = orders.import_id and line.order_key = orders.order_key
    left join product as by_sku on line.sku = by_sku.sku
    left join product_name as by_name on lower(line.product) = by_name.product
    where exists (select 1 from product where cost is not null)
),

added as (
    select order_key, cast(sum(quantity * cost) as decimal(18, 4)) as cost
    from lines
    group by order_key
    having count(*) = count(cost)
)

select * from added
