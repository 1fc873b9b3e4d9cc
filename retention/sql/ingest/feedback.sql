-- Answers of the file. Grain: one row of the file. Reads the child's table typed_row.
-- An answer has no number: it is its content and how often that content has come so far.
with named as (
    select
        row_number as file_row, 1 as row_count, customer_id, email, phone, given_at, score, reason, comment, survey,
        order_id, coalesce(product, sku) as product, given_at as fact_at,
        md5(cast(row(customer_id, email, phone, given_at, score, reason, comment, survey, order_id, product, sku)
            as text)) as content,
    from typed_row
),

keyed as (
    select
        * exclude (content),
        content || '-' || row_number() over (partition by content order by file_row) as fact_key,
    from named
)

select * from keyed
