-- The orders that an order segment means, whole.
-- Grain: one order. Parameters: those of `conditions` (over shop_order). Columns: order_key; gross (money); part, whole
--   (of the order's money, here the same: all of a refund counts).
with matching as (
    select order_key, amount as gross, 1 as part, 1 as whole from shop_order where {conditions}
)
select * from matching
