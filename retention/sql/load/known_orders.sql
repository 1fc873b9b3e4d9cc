-- The file's orders that the shop held before it: how many are different now, and how many the shop holds in a newer
-- version. Grain: one row. Parameters: $import_id. Reads the loader's tables incoming and order_before.
with compared as (
    select now.import_id = $import_id as is_current
    from incoming
    inner join order_before as before on incoming.order_id = before.order_id
    inner join shop_order as now on incoming.order_id = now.order_id
    where incoming.content_hash <> before.content_hash
),

counted as (
    select count(*) filter (where is_current) as updated, count(*) filter (where not is_current) as older
    from compared
)

select * from counted
