-- The purchases of an order segment, numbered among themselves.
-- Grain: one purchase of the segment by the day. Parameters: $as_of date; place `chosen` (the segment's purchases).
-- Columns: customer_key; purchase_number (1 = the customer's first of the segment); purchased_on; days_since_previous
--   (to the one before it in the segment, dates); first_on (first of all purchases); amount (that of the segment, money);
--   order_key.
with chosen as (
    {chosen}
),
numbered as (
    select
        customer_key,
        row_number() over own as purchase_number,
        purchased_on,
        cast(purchased_on - lag(purchased_on) over own as integer) as days_since_previous,
        first_on,
        gross as amount,
        order_key,
    from chosen
    where purchased_on <= $as_of
    window own as (partition by customer_key order by purchase_number)
)
select * from numbered
