-- Lines of the file's orders. Grain: one line. Reads the child's tables typed_row (rows of items) and item (items
-- packed into one row).
with listed as (
    select order_id, row_number, 0 as item_number, sku, product, category, quantity, line_amount as amount
    from typed_row
    where sku is not null or product is not null or category is not null
    union all
    select typed_row.order_id, item.* exclude (is_understood)
    from item
    inner join typed_row on item.row_number = typed_row.row_number
),

begun as (
    select order_id, min(row_number) as order_row from typed_row group by order_id
),

numbered as (
    select
        begun.order_row,
        row_number() over (partition by listed.order_id order by row_number, item_number) as line_number,
        sku, product, category, quantity, amount,
    from listed
    inner join begun on listed.order_id = begun.order_id
)

select * from numbered
