-- The orders that an order segment means, whole.
-- Grain: one order. Parameters: those of `conditions` (over traits and is_discounted). Columns: order_key; gross (money);
--   part, whole (of the order's money, here the same: all of a refund counts).
with described as (
    select
        orders.order_key, orders.amount, orders.is_discounted, traits.channel, traits.coupon, traits.payment, traits.delivery,
        traits.manager,
    from current_order as orders
    left join order_traits as traits on orders.traits_ref = traits.traits_ref
),
matching as (
    select order_key, amount as gross, 1 as part, 1 as whole from described where {conditions}
)
select * from matching
