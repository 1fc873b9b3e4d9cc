-- The orders that an order segment by product or category means, with the money of the matching lines.
-- Grain: one order with a matching line. Parameters: those of `conditions` (over traits and is_discounted) and `line_conditions` (over
--   product and category of a line); place `product_name` (the statement of that name).
-- Columns: order_key; gross (of the matching lines, money); part, whole (of the matching and of all lines: a refund of
--   the order counts by this share).
with line as (
    select
        orders.order_key, version.product, coalesce(version.category, by_sku.category, by_name.category) as category,
        coalesce(version.amount, 0) as amount,
    from order_line_version as version
    join current_order as orders on orders.import_id = version.import_id and orders.order_key = version.order_key
    left join product as by_sku on by_sku.sku = version.sku
    left join (
        {product_name}
    ) as by_name on by_name.product = lower(version.product)
),
described as (
    select
        orders.order_key, orders.is_discounted, traits.channel, traits.coupon, traits.payment, traits.delivery,
        traits.manager,
    from current_order as orders
    left join order_traits as traits on orders.traits_ref = traits.traits_ref
),
chosen as (
    select order_key from described where {conditions}
),
matching as (
    select
        line.order_key,
        sum(line.amount) filter (where {line_conditions}) as gross,
        sum(line.amount) filter (where {line_conditions}) as part,
        sum(line.amount) as whole,
    from line
    join chosen on chosen.order_key = line.order_key
    group by line.order_key
    having count(*) filter (where {line_conditions}) > 0
)
select * from matching
