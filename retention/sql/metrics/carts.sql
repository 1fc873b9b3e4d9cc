-- Visits, and what became of those with a cart.
-- Grain: one calendar period with visits.
-- Parameters: $as_of date; places `people` (condition on customer_key), `period` (number of the calendar period of
--   visited_on).
-- Columns: period_index (number); sessions; cart_sessions (something was put into the cart); abandoned (of those, the
--   ones without a purchase); bought (with a purchase, whether a cart was seen or not).
-- Reference: the definitions of this product, section 10.
with visits as (
    select
        {period} as period_index,
        count(*) as sessions,
        count(*) filter (where has_cart) as cart_sessions,
        count(*) filter (where has_cart and not has_purchase) as abandoned,
        count(*) filter (where has_purchase) as bought,
    from visit
    where visited_on <= $as_of and {people}
    group by 1
)
select * from visits order by period_index
