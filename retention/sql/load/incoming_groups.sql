-- What orders of the file have in common, each combination once, numbered on from the last one in the order of the
-- file. Grain: one combination. Places: `ref` and `table` (person_ref of person, traits_ref of order_traits), `present`
-- (columns that the file has), `named` (all columns; null where the file has none), `condition`.
with combined as (
    select {present}, min(order_row) as file_row
    from incoming
    where {condition}
    group by all
),

numbered as (
    select
        (select coalesce(max({ref}), 0) from {table}) + row_number() over (order by file_row) as {ref},
        file_row, {named},
    from combined
)

select * from numbered
