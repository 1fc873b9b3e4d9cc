-- The lines of the file's orders. Grain: one line of this import.
-- Parameters: $import_id, $path (the reader's lines), $last_key (the last order key in use before).
with joined as (
    select
        $import_id as import_id, coalesce(known.order_key, $last_key + lines.order_row) as order_key,
        lines.* exclude (order_row),
    from read_parquet($path) as lines
    left join incoming_known as known on lines.order_row = known.order_row
)

select * from joined
