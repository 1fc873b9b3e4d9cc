-- Products put aside. Grain: one row of the file. Reads the child's table typed_row.
-- The key is person × product: the last time counts.
with named as (
    select
        row_number as file_row, 1 as row_count, customer_id, email, phone, sku, product, added_at,
        added_at as fact_at,
        concat_ws(' ', coalesce('id ' || customer_id, email, phone), coalesce(sku, lower(product))) as fact_key,
    from typed_row
)

select * from named
