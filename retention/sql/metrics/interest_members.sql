-- The people behind one row of `interest`: who looked at it again and again and has not bought it.
-- Grain: one customer_key.
-- Parameters: $as_of date and those of interest_people; $chosen (the subject); places `interest_people` (the statement
--   of that name) with its own, `is_chosen` (condition on subject).
-- Columns: customer_key; has_bought (anything, ever); country (empty = unknown).
-- Reference: the definitions of this product, section 10.
with people as (
    {interest_people}
),
buyers as (
    select distinct customer_key from purchase where purchased_on <= $as_of
),
members as (
    select people.customer_key, buyers.customer_key is not null as has_bought, customer.country
    from people
    left join buyers on buyers.customer_key = people.customer_key
    left join customer on customer.customer_key = people.customer_key
    where {is_chosen} and not people.has_bought_it
)
select * from members order by customer_key
