-- The orders that an order segment means, whole.
-- Grain: one order. Parameters: those of `conditions` (over traits, discount). Columns: order_key; gross (money); part,
--   whole (of the order's money, here the same: all of a refund counts).
-- Grouped, details are left out where no condition is about the discount.
with detail as (
    select order_key, any_value(discount) as discount from order_detail group by order_key
),
described as (
    select
        orders.order_key, orders.amount, traits.channel, traits.coupon, traits.payment, traits.delivery,
        traits.manager, coalesce(detail.discount, 0) as discount,
    from current_order as orders
    left join order_traits as traits on orders.traits_ref = traits.traits_ref
    left join detail on orders.order_key = detail.order_key
),
matching as (
    select order_key, amount as gross, 1 as part, 1 as whole from described where {conditions}
)
select * from matching
