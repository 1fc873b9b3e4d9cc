-- How people came first: the earliest visit that tells it.
-- Grain: one person with such a visit by the day. Parameters: $as_of date; place `column` (source, medium or device of
--   visit). Columns: customer_key; value (text).
with valued as (
    select customer_key, arg_min({column}, (visited_at, session_id)) as value
    from visit
    where visited_on <= $as_of and customer_key is not null
    group by customer_key
)
select * from valued
