-- What customers buy second, by what they bought first.
-- Grain: one pair of categories that some customer bought one after the other.
-- Parameters: $as_of date; places `people` (condition on customer_key).
-- Columns: from_category (of the first purchase), to_category (of the second; both of the largest line that has
--   one); customers.
-- Reference: the definitions of this product, sections 5 and 11.
with firsts as (
    select customer_key, category
    from purchase_detail
    where
        purchase_number = 1
        and first_on is not null
        and purchased_on <= $as_of
        and category is not null
        and {people}
),
seconds as (
    select customer_key, category
    from purchase_detail
    where purchase_number = 2 and purchased_on <= $as_of and category is not null and {people}
),
counted as (
    select firsts.category as from_category, seconds.category as to_category, count(*) as customers
    from firsts
    join seconds on seconds.customer_key = firsts.customer_key
    group by firsts.category, seconds.category
)
select * from counted order by from_category, to_category
