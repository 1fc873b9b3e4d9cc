-- Customers whose first order lies before the data, by a list of customers (definitions, section 1): nobody saw their
-- first purchase, so they are in no cohort and never new. Grain: one customer.
with started as (
    select cast(min(ordered_at) as date) as data_start from order_now
),

older as (
    select card.customer_key
    from card
    cross join started
    where card.first_order_on < started.data_start
)

select * from older
