-- What the shop holds, on one line.
-- Grain: one row. Parameters: $as_of date.
-- Columns: first_at, last_at (loaded orders, whatever their status); customers (have purchased); repeat_customers;
--   purchases; purchase_amount (gross amount of purchases, money); gross_revenue, refunds (money, anonymous orders
--   included); anonymous_orders (purchases but for the customer), anonymous_revenue (money); sessions.
-- Reference: the definitions of this product, sections 2 and 3.
with loaded as (
    select
        ordered_at,
        amount,
        customer_key is null
        and meaning = 'counted'
        and is_counted_currency
        and amount > 0
        and refunded < amount as is_anonymous,
    from shop_order
    where ordered_on <= $as_of
),
orders as (
    select
        min(ordered_at) as first_at,
        max(ordered_at) as last_at,
        count(*) filter (where is_anonymous) as anonymous_orders,
        coalesce(sum(amount) filter (where is_anonymous), 0) as anonymous_revenue,
    from loaded
),
purchases as (
    select
        count(*) filter (where purchase_number = 1) as customers,
        count(*) filter (where purchase_number = 2) as repeat_customers,
        count(*) as purchases,
        coalesce(sum(amount), 0) as purchase_amount,
    from purchase
    where purchased_on <= $as_of
),
revenue as (
    select coalesce(sum(gross), 0) as gross_revenue, coalesce(sum(refund), 0) as refunds
    from money
    where moved_on <= $as_of
),
visits as (
    select count(*) as sessions from visit where visited_on <= $as_of
),
facts as (
    select
        orders.first_at,
        orders.last_at,
        purchases.customers,
        purchases.repeat_customers,
        purchases.purchases,
        purchases.purchase_amount,
        revenue.gross_revenue,
        revenue.refunds,
        orders.anonymous_orders,
        orders.anonymous_revenue,
        visits.sessions,
    from orders
    cross join purchases
    cross join revenue
    cross join visits
)
select * from facts
