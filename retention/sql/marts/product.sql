-- Products as the newest files say; an empty cell takes nothing back. Grain: one SKU, or one name where there is none.
with merged as (
    select
        fact_key,
        arg_max(sku, (import_id, file_row)) as sku,
        arg_max(product, (import_id, file_row)) as product,
        arg_max(category, (import_id, file_row)) as category,
        arg_max(cost, (import_id, file_row)) as cost,
        arg_max(price, (import_id, file_row)) as price,
        arg_max(stock, (import_id, file_row)) as stock,
    from product_version
    group by fact_key
),

named as (
    select * exclude (fact_key) from merged
)

select * from named
order by sku, product
