-- The category that a customer has spent most on. Grain: one customer with lines that name a category.
with by_category as (
    select
        person.customer_key, coalesce(line.category, by_sku.category, by_name.category) as category,
        sum(line.amount) as amount,
    from order_line_version as line
    left join product as by_sku on line.sku = by_sku.sku
    left join product_name as by_name on lower(line.product) = by_name.product
    inner join order_now as orders on line.import_id = orders.import_id and line.order_key = orders.order_key
    inner join order_meaning as known on orders.traits_ref = known.traits_ref and known.meaning = 'counted'
    inner join person_key as person on orders.person_ref = person.person_ref
    where coalesce(line.category, by_sku.category, by_name.category) is not null
    group by all
),

favourites as (
    select customer_key, arg_min(category, (-amount, category)) as main_category
    from by_category
    group by customer_key
)

select * from favourites
