-- The first of all purchases of each customer, and the first repeat purchase that an order segment holds.
-- Grain: one customer and number. Parameters: $as_of date; place `chosen` (the segment's purchases).
-- Columns: customer_key; purchase_number (1 = the first of all, 2 = the first later one of the segment); purchased_on;
--   days_since_previous (of the latter: since the first of all, dates); first_on.
with chosen as (
    {chosen}
),
repeats as (
    select customer_key, first_on, min(purchased_on) as purchased_on
    from chosen
    where purchase_number > 1 and purchased_on <= $as_of and first_on is not null
    group by customer_key, first_on
),
together as (
    select customer_key, 1 as purchase_number, purchased_on, null as days_since_previous, first_on
    from purchase
    where purchase_number = 1
    union all
    select customer_key, 2 as purchase_number, purchased_on, purchased_on - first_on as days_since_previous, first_on
    from repeats
)
select * from together
