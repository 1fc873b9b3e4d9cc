-- The purchases of an order segment, each whole.
-- Grain: one purchase. Parameters: those of `conditions` (over traits, discount). Columns: those of purchase; gross
--   (amount, money).
-- Grouped, details are left out where no condition is about the discount.
with detail as (
    select order_key, any_value(discount) as discount from order_detail group by order_key
),
described as (
    select
        purchase.*, traits.channel, traits.coupon, traits.payment, traits.delivery, traits.manager,
        coalesce(detail.discount, 0) as discount, purchase.amount as gross,
    from purchase
    left join order_traits as traits on purchase.traits_ref = traits.traits_ref
    left join detail on purchase.order_key = detail.order_key
),
matching as (
    select * from described where {conditions}
)
select * from matching
