-- Customers of the file. Grain: one row of the file. Reads the child's table typed_row.
-- The key is the first identifier that the row has. A birthday that lies in the future was written with two digits.
with named as (
    select
        row_number as file_row, 1 as row_count,
        coalesce(customer_id, customer_number) as customer_id, email, phone,
        coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')) as name, city, country,
        cast(birthday as date) as birthday, consent, first_order_at, registered_at, points,
        cast(points_expire_on as date) as points_expire_on,
    from typed_row
),

keyed as (
    select
        *,
        coalesce('id ' || customer_id, 'email ' || email, 'phone ' || phone) as fact_key,
        registered_at as fact_at,
    from named
)

select * from keyed
