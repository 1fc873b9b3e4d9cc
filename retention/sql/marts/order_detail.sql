-- Discounts, refunds and the main line of those current orders that have any. Grain: one current order.
-- A line without a category has that of its SKU in the product list, else of its name.
with stated as (
    select orders.order_key, detail.discount, detail.refunded_amount, detail.refunded_on
    from order_detail_version as detail
    inner join order_now as orders on detail.import_id = orders.import_id and detail.order_key = orders.order_key
),

lines as (
    select
        line.order_key,
        arg_max(line.product, (coalesce(line.amount, 0), -line.line_number)) as product,
        arg_max(
            coalesce(line.category, by_sku.category, by_name.category),
            (coalesce(line.amount, 0), -line.line_number)
        ) as category,
    from order_line_version as line
    left join product as by_sku on line.sku = by_sku.sku
    left join product_name as by_name on lower(line.product) = by_name.product
    inner join order_now as orders on line.import_id = orders.import_id and line.order_key = orders.order_key
    group by line.order_key
),

given_back as (
    select orders.order_key, orders.amount
    from order_now as orders
    inner join order_meaning as known on orders.traits_ref = known.traits_ref and known.meaning = 'refunded'
    where orders.amount > 0
),

keys as (
    select order_key from stated
    union
    select order_key from lines
    union
    select order_key from given_back
),

joined as (
    select
        keys.order_key, coalesce(stated.discount, 0) as discount,
        coalesce(given_back.amount, stated.refunded_amount, 0) as refunded, stated.refunded_on,
        lines.product, lines.category,
    from keys
    left join stated on keys.order_key = stated.order_key
    left join lines on keys.order_key = lines.order_key
    left join given_back on keys.order_key = given_back.order_key
)

select * from joined
