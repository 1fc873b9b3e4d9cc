-- What people have put aside, the last time it was. Grain: one person and product.
-- The category is that of the product's SKU, else of its name.
with zone as (
    select value as name from setting where name = 'time_zone'
),

latest as (
    select *
    from wishlist_version
    qualify row_number() over (partition by fact_key order by import_id desc, added_at desc, file_row desc) = 1
),

named as (
    select lower(product) as product, any_value(category) as category from product group by lower(product)
),

joined as (
    select
        owner_key(item.customer_ref, item.email_ref, item.phone_ref) as customer_key,
        item.sku, coalesce(item.product, by_sku.product) as product,
        coalesce(by_sku.category, named.category) as category,
        case when contains(item.utc_fields, ',added_at,')
            then item.added_at at time zone 'UTC' at time zone zone.name else item.added_at end as added_at,
    from latest as item
    cross join zone
    left join product as by_sku on item.sku = by_sku.sku
    left join named on lower(item.product) = named.product
)

select * from joined
order by added_at
