-- People who must not be written to. Grain: one row of the file. Reads the child's table typed_row.
with named as (
    select
        row_number as file_row, 1 as row_count, customer_id, email, phone, reason,
        cast(suppressed_at as date) as suppressed_on, suppressed_at as fact_at,
    from typed_row
),

keyed as (
    select *, concat_ws(' ', 'id ' || customer_id, email, phone) as fact_key from named
)

select * from keyed
