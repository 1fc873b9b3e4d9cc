-- Lines of the file's orders, numbered within the order as they stand in the file. Grain: one line. Reads the child's
-- tables typed_row (rows of items) and item (items packed into one row; few files have them).
with begun as (
    select order_id, min(row_number) as order_row, max(row_number) as last_row from typed_row group by order_id
),

of_rows as (
    select
        begun.order_row, rows.row_number - begun.order_row + 1 as line_number,
        rows.sku, rows.product, rows.category, rows.quantity, rows.line_amount as amount,
    from typed_row as rows
    inner join begun on rows.order_id = begun.order_id
    where rows.sku is not null or rows.product is not null or rows.category is not null
),

packed as (
    select
        begun.order_row,
        begun.last_row - begun.order_row + 1
            + row_number() over (partition by rows.order_id order by item.row_number, item.item_number) as line_number,
        item.sku, item.product, item.category, item.quantity, item.amount,
    from item
    inner join typed_row as rows on item.row_number = rows.row_number
    inner join begun on rows.order_id = begun.order_id
),

listed as (
    select * from of_rows
    union all
    select * from packed
)

select * from listed
