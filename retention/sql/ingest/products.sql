-- Products of the file. Grain: one row of the file. Reads the child's table typed_row.
-- Rows of one handle share the title and the category of its first row; a variant without a SKU is named
-- “Title - option / option”, as its order lines are. The key is the SKU, else the name.
-- A packed list of categories gives its first one; of a path `a > b > c` the last step is the category.
with categorised as (
    select
        *,
        coalesce(category, split_part(category_path, ' > ', -1), split_part(split_part(categories, ', ', 1), ' > ', -1))
            as own_category,
    from typed_row
),

filled as (
    select
        row_number as file_row, sku, cost, price, stock, handle,
        coalesce(product, first_value(product ignore nulls) over of_handle, handle) as title,
        coalesce(own_category, first_value(own_category ignore nulls) over of_handle) as category,
        nullif(concat_ws(' / ', nullif(option_one, 'Default Title'), option_two, option_three), '') as options,
    from categorised
    window of_handle as (
        partition by coalesce(handle, 'row ' || row_number) order by row_number
        rows between unbounded preceding and unbounded following
    )
),

named as (
    select
        file_row, 1 as row_count, sku,
        case when options is null or handle is null then title else title || ' - ' || options end as product,
        category, cost, price, stock,
    from filled
),

keyed as (
    select *, coalesce('sku ' || sku, 'name ' || lower(product)) as fact_key, cast(null as timestamp) as fact_at
    from named
)

select * from keyed
