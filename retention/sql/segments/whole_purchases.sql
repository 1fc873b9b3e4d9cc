-- The purchases of an order segment, each whole.
-- Grain: one purchase. Parameters: those of `conditions` (over traits and is_discounted). Columns: those of purchase; gross
--   (amount, money).
with described as (
    select
        purchase.*, traits.channel, traits.coupon, traits.payment, traits.delivery, traits.manager,
        purchase.amount as gross,
    from purchase
    left join order_traits as traits on purchase.traits_ref = traits.traits_ref
),
matching as (
    select * from described where {conditions}
)
select * from matching
