-- How the file's orders compare with what earlier imports hold. Grain: one row. Parameters: $import_id, $last_key (the
-- last order key in use before). Reads the loader's table order_content.
with compared as (
    select mine.order_key, bool_or(mine.content = earlier.content) as is_same
    from order_content as mine
    inner join order_content as earlier on mine.order_key = earlier.order_key
    where mine.import_id = $import_id and earlier.import_id <> $import_id
    group by mine.order_key
),

unchanged as (
    select count(*) as orders, coalesce(sum(incoming.row_count), 0) as rows
    from compared
    inner join incoming_known as known on compared.order_key = known.order_key
    inner join incoming on known.order_row = incoming.order_row
    where compared.is_same
),

counted as (
    select
        (select count(*) from order_version where import_id = $import_id and order_key > $last_key) as new,
        (select count(*) from order_content where import_id = $import_id) - unchanged.orders as updated,
        unchanged.orders as unchanged,
        cast(unchanged.rows as bigint) as unchanged_rows,
    from unchanged
)

select * from counted
