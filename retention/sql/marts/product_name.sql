-- Products by their names, for order lines without a SKU that we know. Grain: one name in lower case.
with named as (
    select lower(product) as product, max(category) as category, max(cost) as cost
    from product
    where product is not null
    group by lower(product)
    having count(distinct category) <= 1
)

select * from named
