-- The people behind one kind of departed, also those who never bought.
-- Grain: one customer_key.
-- Parameters: $as_of date; $window days (W); $visit_window days (V); places `departed_people` (the statement of that
--   name), `people` (condition on customer_key), `kind` (gone, visits_only or abandoned_cart).
-- Columns: customer_key; has_bought (ever); country (empty = unknown).
-- Reference: the definitions of this product, section 6.
with people as (
    {departed_people}
),
members as (
    select people.customer_key, people.has_bought, customer.country
    from people
    left join customer on customer.customer_key = people.customer_key
    where people.{kind}
)
select * from members order by customer_key
