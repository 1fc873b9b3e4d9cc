-- The buyers of one category, and who of them has been silent for longer than usual: a part of other statements.
-- Grain: one customer who has bought the category.
-- Parameters: $as_of date; $category text; $usual_to days; places `people` (condition on customer_key), `product_name`
--   (the statement of that name).
-- Columns: customer_key; is_outside (the last purchase of the category is more than $usual_to days old, dates).
-- Reference: the definitions of this product, section 5.
-- A line without a category has that of its SKU in the product list, else of its name.
with bought as (
    select orders.customer_key, max(cast(orders.ordered_at as date)) as last_on
    from current_order as orders
    join order_line_version as line on line.import_id = orders.import_id and line.order_key = orders.order_key
    left join product as by_sku on by_sku.sku = line.sku
    left join (
        {product_name}
    ) as by_name on by_name.product = lower(line.product)
    where
        orders.purchase_number is not null
        and cast(orders.ordered_at as date) <= $as_of
        and coalesce(line.category, by_sku.category, by_name.category) = $category
        and {people}
    group by orders.customer_key
),
members as (
    select customer_key, $as_of - last_on > $usual_to as is_outside from bought
)
select * from members
