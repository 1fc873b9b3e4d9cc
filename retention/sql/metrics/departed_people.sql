-- Everybody with a purchase or a visit, and which kinds of departed they are: a part of other statements.
-- Grain: one customer_key that has bought or visited.
-- Parameters: $as_of date; $window days (W); $visit_window days (V); place `people` (condition on customer_key).
-- Columns: customer_key; has_bought (ever); gone (bought, nothing within W, no visit within V); visits_only (a visit
--   within V, no purchase within W); abandoned_cart (a visit within V with a cart, no purchase since it began).
-- Reference: the definitions of this product, section 6.
-- A cart was left exactly when the latest visit with a cart began after the last purchase.
with bought as (
    select customer_key, max(purchased_at) as last_bought_at, null as last_visit_on, null as last_cart_at
    from purchase
    where purchased_on <= $as_of and {people}
    group by customer_key
),
recent as (
    select
        customer_key,
        null as last_bought_at,
        max(visited_on) as last_visit_on,
        max(visited_at) filter (where has_cart) as last_cart_at,
    from visit
    where visited_on <= $as_of and visited_on > $as_of - $visit_window and customer_key is not null and {people}
    group by customer_key
),
together as (
    select
        customer_key,
        max(last_bought_at) as last_bought_at,
        max(last_visit_on) as last_visit_on,
        max(last_cart_at) as last_cart_at,
    from (select * from bought union all select * from recent) as seen
    group by customer_key
),
measured as (
    select
        customer_key,
        last_bought_at is not null as has_bought,
        coalesce(cast(last_bought_at as date) > $as_of - $window, false) as has_bought_lately,
        last_visit_on is not null as has_visited_lately,
        coalesce(last_cart_at > coalesce(last_bought_at, last_cart_at - interval 1 day), false) as has_left_cart,
    from together
),
people as (
    select
        customer_key,
        has_bought,
        has_bought and not has_bought_lately and not has_visited_lately as gone,
        has_visited_lately and not has_bought_lately as visits_only,
        has_left_cart as abandoned_cart,
    from measured
)
select * from people
