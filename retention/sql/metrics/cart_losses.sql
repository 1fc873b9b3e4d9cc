-- Where carts are lost: by step, by device, by what the cart was worth.
-- Grain: one value of one part; a part is there when some visit with a cart tells it.
-- Parameters: $as_of date; places `people` (condition on customer_key).
-- Columns: part (device, step, value_band); value (device; cart or checkout; 1..4 = quarter of the carts by value, 1 =
--   the cheapest; empty = unknown); cart_sessions (visits with a cart, of the step: that reached it); abandoned (left
--   there without a purchase); abandoned_value (of these carts, money; empty = unknown); value_from, value_to (cheapest
--   and dearest cart, money; empty = unknown).
-- Reference: the definitions of this product, section 10.
-- Band = 1 + floor(4 · (rank − 1) / carts of known value); carts of one value always share a band.
with carts as (
    select
        device,
        cart_value,
        has_checkout or has_purchase as has_reached_checkout,
        has_checkout,
        not has_purchase as is_abandoned,
        case
            when cart_value is not null
                then 1 + 4 * (rank() over (partition by cart_value is null order by cart_value) - 1)
                    // count(cart_value) over ()
        end as band,
    from visit
    where has_cart and visited_on <= $as_of and {people}
),
told as (
    select bool_or(has_checkout) as steps, count(device) > 0 as devices, count(cart_value) > 0 as carts_valued
    from carts
),
placed as (
    select 'step' as part, 'cart' as value, is_abandoned and not has_checkout as is_lost, cart_value
    from carts
    where (select steps from told)
    union all
    select 'step' as part, 'checkout' as value, is_abandoned as is_lost, cart_value
    from carts
    where has_reached_checkout and (select steps from told)
    union all
    select 'device' as part, device as value, is_abandoned as is_lost, cart_value
    from carts
    where (select devices from told)
    union all
    select 'value_band' as part, cast(band as text) as value, is_abandoned as is_lost, cart_value
    from carts
    where (select carts_valued from told)
),
counted as (
    select
        part,
        value,
        count(*) as cart_sessions,
        count(*) filter (where is_lost) as abandoned,
        sum(cart_value) filter (where is_lost) as abandoned_value,
        min(cart_value) as value_from,
        max(cart_value) as value_to,
    from placed
    group by part, value
)
select * from counted order by part, value nulls last
