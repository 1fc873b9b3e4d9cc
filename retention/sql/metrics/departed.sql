-- How many customers have departed, and in which way.
-- Grain: one combination of kinds that somebody is of.
-- Parameters: $as_of date; $window days (W); $visit_window days (V); places `departed_people` (the statement of that
--   name), `people` (condition on customer_key).
-- Columns: has_bought (ever); gone, visits_only, abandoned_cart (the three kinds); customers.
-- Reference: the definitions of this product, section 6.
with people as (
    {departed_people}
),
counted as (
    select has_bought, gone, visits_only, abandoned_cart, count(*) as customers
    from people
    where gone or visits_only or abandoned_cart
    group by has_bought, gone, visits_only, abandoned_cart
)
select * from counted
