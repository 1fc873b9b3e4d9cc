-- Orders dated more than a day after the moment when their file was loaded (a day, for time zones).
-- Grain: one order that violates it; empty = pass. Columns: order_id; ordered_on (date); loaded_on (date).
with wrong as (
    select orders.order_id, orders.ordered_on, cast(journal.imported_at as date) as loaded_on
    from named_order as orders
    join import_journal as journal on journal.import_id = orders.import_id
    where orders.ordered_at > journal.imported_at + interval 1 day
)
select * from wrong order by ordered_on, order_id limit 1000
