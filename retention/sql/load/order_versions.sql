-- The file's orders as versions. Grain: one order of this import.
-- Parameters: $import_id, $last_key (the last order key in use before). Places: `same_person`, `same_traits` (conditions
-- over the columns that the file has).
with joined as (
    select
        $import_id as import_id, coalesce(known.order_key, $last_key + orders.order_row) as order_key,
        orders.ordered_at as stamped_at, people.person_ref, traits.traits_ref, orders.amount,
    from incoming as orders
    inner join incoming_traits as traits on {same_traits}
    left join incoming_person as people on {same_person}
    left join incoming_known as known on orders.order_row = known.order_row
)

select * from joined
