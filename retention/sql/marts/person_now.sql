-- Who current orders say they are from. Grain: one combination of identifiers and name of one import.
with current as (
    select * from person where person_ref in (select person_ref from order_now)
)

select * from current
