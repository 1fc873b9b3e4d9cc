-- Earlier orders that this import changed. Grain: one order. Parameters: $import_id.
-- Reads the loader's table order_before: the file's orders as they were before it.
with changed as (
    select
        now.order_key, now.ordered_on,
        before.amount as amount_before, now.amount as amount_after,
        before.refunded as refunded_before, now.refunded as refunded_after,
        before.meaning as meaning_before, now.meaning as meaning_after,
    from order_before as before
    inner join shop_order as now on before.order_key = now.order_key
    where (now.amount, now.refunded, now.meaning) is distinct from (before.amount, before.refunded, before.meaning)
),

named as (
    select $import_id as import_id, number.order_id, changed.* exclude (order_key)
    from changed
    inner join order_number as number on changed.order_key = number.order_key
)

select * from named
