-- Checkouts of the file. Grain: one checkout. Reads the child's table typed_row.
-- Fields of the checkout stand on any of its rows; without a total the items are added up. Without a number a
-- checkout is its person and its moment.
with identified as (
    select
        *,
        coalesce(
            'id ' || checkout_id,
            concat_ws(' ', customer_id, email, phone) || ' ' || cast(abandoned_at as text)
        ) as fact_key,
    from typed_row
),

grouped as (
    select
        fact_key,
        min(row_number) as file_row, count(*) as row_count,
        arg_min(customer_id, row_number) as customer_id, arg_min(email, row_number) as email,
        arg_min(phone, row_number) as phone,
        arg_min(coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')), row_number) as name,
        any_value(checkout_id) as checkout_id,
        min(abandoned_at) as abandoned_at,
        max(recovered_at) as recovered_at,
        coalesce(bool_or(recovered), false) or max(recovered_at) is not null as is_recovered,
        cast(coalesce(arg_min(amount, row_number), sum(coalesce(quantity, 1) * unit_price)) as decimal(18, 4))
            as amount,
        arg_min(currency, row_number) as currency,
        string_agg(coalesce(product, sku), '; ' order by row_number) as items,
    from identified
    group by fact_key
),

dated as (
    select *, abandoned_at as fact_at from grouped
)

select * from dated
