-- Purchases by day, to be summed over named windows.
-- Grain: one day with a purchase.
-- Parameters: $as_of date; places `people` (condition on customer_key).
-- Columns: purchased_on; purchases; first_purchases (first ones of their customers); discounted (purchases with a
--   discount or coupon); revenue (their amounts less what was given back of them by as_of, money).
-- Reference: the definitions of this product, section 10.
with given_back as (
    select order_key, sum(refund) as refund
    from other_money
    where refund > 0 and moved_on <= $as_of
    group by order_key
),
by_day as (
    select
        purchase.purchased_on,
        count(*) as purchases,
        count(*) filter (where purchase.purchase_number = 1 and purchase.first_on is not null) as first_purchases,
        count(*) filter (where purchase.is_discounted) as discounted,
        sum(purchase.amount) - coalesce(sum(given_back.refund), 0) as revenue,
    from purchase
    left join given_back on given_back.order_key = purchase.order_key
    where purchase.purchased_on <= $as_of and {people}
    group by purchase.purchased_on
)
select * from by_day order by purchased_on
