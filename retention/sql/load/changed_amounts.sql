-- How many earlier orders this import changed, and how many in their amount. Grain: one row. Parameters: $import_id.
with counted as (
    select
        count(*) as orders_changed,
        count(*) filter (where amount_before <> amount_after) as amounts_changed,
        cast(coalesce(sum(amount_after - amount_before), 0) as double) as amounts_changed_by,
    from order_change
    where import_id = $import_id
)

select * from counted
