-- What a purchase amounts to when it is the customer's first, and when it is a later one.
-- Grain: one row.
-- Parameters: $as_of date; places `people` (condition on customer_key).
-- Columns: first_purchases, repeat_purchases (numbered 2 or later, or by customers who bought before the data);
--   first_amount, repeat_amount (gross amount of these, money; empty where there are none).
-- Reference: the definitions of this product, section 5.
with bought as (
    select amount, purchase_number = 1 and first_on is not null as is_first
    from purchase
    where purchased_on <= $as_of and {people}
),
counted as (
    select
        count(*) filter (where is_first) as first_purchases,
        sum(amount) filter (where is_first) as first_amount,
        count(*) filter (where not is_first) as repeat_purchases,
        sum(amount) filter (where not is_first) as repeat_amount,
    from bought
)
select * from counted
