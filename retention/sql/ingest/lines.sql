-- Lines of the file's orders. Grain: one line. Reads the child's table typed_row.
with numbered as (
    select
        min(row_number) over (partition by order_id) as order_row,
        row_number() over (partition by order_id order by row_number) as line_number,
        sku, product, category, quantity, line_amount as amount,
    from typed_row
    where sku is not null or product is not null or category is not null
)

select * from numbered
