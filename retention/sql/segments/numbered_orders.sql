-- The purchases of an order segment, numbered among themselves.
-- Grain: one purchase of the segment by the day. Parameters: $as_of date; place `matching` (the segment's orders).
-- Columns: customer_key; purchase_number (1 = the customer's first of the segment); purchased_on; days_since_previous
--   (to the one before it in the segment, dates); first_on (first of all purchases); amount (that of the segment, money);
--   order_key.
with matching as (
    {matching}
),
chosen as (
    select
        purchase.customer_key, purchase.purchase_number, purchase.purchased_on, purchase.first_on,
        matching.gross as amount, matching.order_key,
    from purchase
    join matching on matching.order_key = purchase.order_key
    where purchase.purchased_on <= $as_of
),
numbered as (
    select
        customer_key,
        row_number() over own as purchase_number,
        purchased_on,
        cast(purchased_on - lag(purchased_on) over own as integer) as days_since_previous,
        first_on,
        amount,
        order_key,
    from chosen
    window own as (partition by customer_key order by purchase_number)
)
select * from numbered
