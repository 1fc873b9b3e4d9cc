-- The money of an order segment: sales and refunds of its orders, of lines by their part of the order.
-- Grain: one movement of money of an order of the segment. Parameters: places `matching` (the segment's orders), `money`
--   (all of it, or what is beside the amounts of purchases: money or other_money).
-- Columns: customer_key; moved_on, moved_month; gross, refund (money); first_on, first_month (of the customer's first of
--   all purchases).
with matching as (
    {matching}
),
moved as (
    select
        money.customer_key,
        money.moved_on,
        money.moved_month,
        case when money.gross > 0 then matching.gross else 0 end as gross,
        case when matching.whole = 0 then 0 else money.refund * matching.part / matching.whole end as refund,
        money.first_on,
        money.first_month,
    from {money} as money
    join matching on matching.order_key = money.order_key
)
select * from moved
