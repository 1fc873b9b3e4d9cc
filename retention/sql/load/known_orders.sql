-- The file's orders that the shop held before it: how many are different now, and how many the shop holds in a newer
-- version. Grain: one row. Parameters: $import_id. Reads the loader's tables order_content and order_before.
with compared as (
    select now.import_id = $import_id as is_current
    from order_content as mine
    inner join order_before as before on mine.order_key = before.order_key
    inner join current_order as now on mine.order_key = now.order_key
    where mine.import_id = $import_id and mine.content <> before.content
),

counted as (
    select count(*) filter (where is_current) as updated, count(*) filter (where not is_current) as older
    from compared
)

select * from counted
