-- Orders dated more than a day after the moment when their file was loaded (a day, for time zones).
-- Grain: one order that violates it; empty = pass. Columns: order_id; ordered_on (date); loaded_on (date).
with ahead as (
    select orders.order_key, orders.ordered_at, journal.imported_at
    from current_order as orders
    join import_journal as journal on journal.import_id = orders.import_id
    where orders.ordered_at > journal.imported_at + interval 1 day
),
wrong as (
    select
        number.order_id, cast(ahead.ordered_at as date) as ordered_on, cast(ahead.imported_at as date) as loaded_on,
    from ahead
    join order_number as number on number.order_key = ahead.order_key
)
select * from wrong order by ordered_on, order_id limit 1000
