-- Who looked at something again and again lately, and whether they bought it: a part of other statements.
-- Grain: one customer_key and subject (category, product or price band).
-- Parameters: $as_of date; $window days (W); $span days in which the visits lie; $least (visits needed); $bounds (lower
--   ends of the price bands, ascending); places `people` (condition on customer_key), `subject` (what is compared, of
--   category, product and price), `shown` (how it is written).
-- Columns: customer_key; subject; shown (text); has_bought_it (within W).
-- Reference: the definitions of this product, section 10.
-- A category that the file does not give is that of the product list, by SKU, else by name.
with names as (
    select lower(product) as product, max(category) as category
    from product
    where product is not null
    group by lower(product)
    having count(distinct category) <= 1
),
looked as (
    select
        seen.customer_key,
        seen.session_id,
        seen.visited_on,
        seen.step,
        trim(coalesce(seen.category, by_sku.category, by_name.category)) as category,
        trim(coalesce(seen.product, by_sku.product, seen.sku)) as product,
        seen.price,
    from visit_product as seen
    left join product as by_sku on seen.sku = by_sku.sku
    left join names as by_name on lower(seen.product) = by_name.product
    where seen.visited_on <= $as_of and seen.visited_on > $as_of - greatest($span, $window)
),
viewed as (
    select customer_key, {subject} as subject, min({shown}) as shown
    from looked
    where step = 'view' and visited_on > $as_of - $span and customer_key is not null and {people}
    group by customer_key, subject
    having count(distinct session_id) >= $least and subject is not null
),
lines as (
    select
        orders.customer_key,
        trim(coalesce(line.category, by_sku.category, by_name.category)) as category,
        trim(coalesce(line.product, by_sku.product, line.sku)) as product,
        line.amount / nullif(line.quantity, 0) as price,
    from current_order as orders
    join order_line_version as line on line.import_id = orders.import_id and line.order_key = orders.order_key
    left join product as by_sku on line.sku = by_sku.sku
    left join names as by_name on lower(line.product) = by_name.product
    where
        orders.purchase_number is not null
        and cast(orders.ordered_at as date) <= $as_of
        and cast(orders.ordered_at as date) > $as_of - $window
        and orders.customer_key in (select customer_key from viewed)
),
bought as (
    select customer_key, {subject} as subject from lines
    union
    select customer_key, {subject} as subject from looked where step = 'purchase' and visited_on > $as_of - $window
),
people as (
    select viewed.customer_key, viewed.subject, viewed.shown, bought.customer_key is not null as has_bought_it
    from viewed
    left join bought on bought.customer_key = viewed.customer_key and bought.subject = viewed.subject
)
select * from people
