-- How many different values of each attribute the buyers have.
-- Grain: the shop. Columns: one an attribute that the customer mart holds and orders tell: number of values, unknown ones
--   left out.
with counted as (
    select
        count(distinct main_category) as main_category,
        count(distinct first_channel) as first_channel,
        count(distinct first_category) as first_category,
        count(distinct first_had_discount) as first_had_discount,
        count(distinct country) as country,
        count(distinct city) as city,
        count(distinct device) as device,
    from customer
    where purchases > 0
)
select * from counted
