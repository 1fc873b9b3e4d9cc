-- How soon the next purchase followed each of the first ones.
-- Grain: one order number n and number of days on which something is counted.
-- Parameters: $as_of date; $last_number (the last n that is asked about); places `people` (condition on customer_key),
--   `purchases` (purchase, or an order segment's in its place), `kept` (materialized where it is to be found once
--   instead of thrice, else not materialized: a table is read as fast).
-- Columns: order_number (n); days; customers (whose purchase n is that many days old at as_of, dates); went_on (those
--   of them who made purchase n + 1); returned (made purchase n + 1 that many days after n; same day = 0); amount (of
--   the purchases n that are that old, money).
-- Reference: E. Kaplan, P. Meier (1958), Nonparametric Estimation from Incomplete Observations, JASA 53(282).
-- A purchase knows the days since the one before it, so three counts by day are enough: nothing is kept by customer.
with counted as {kept} (
    select purchase_number, purchased_on, days_since_previous, amount
    from {purchases}
    where purchase_number <= $last_number + 1 and purchased_on <= $as_of and first_on is not null and {people}
),
reached as (
    select purchase_number as order_number, $as_of - purchased_on as days, count(*) as customers, sum(amount) as amount
    from counted
    where purchase_number <= $last_number
    group by 1, 2
),
went_on as (
    select
        purchase_number - 1 as order_number,
        $as_of - purchased_on + days_since_previous as days,
        count(*) as went_on,
    from counted
    where purchase_number >= 2
    group by 1, 2
),
returned as (
    select purchase_number - 1 as order_number, days_since_previous as days, count(*) as returned
    from counted
    where purchase_number >= 2
    group by 1, 2
),
ladder as (
    select
        order_number,
        days,
        coalesce(reached.customers, 0) as customers,
        coalesce(went_on.went_on, 0) as went_on,
        coalesce(returned.returned, 0) as returned,
        coalesce(reached.amount, 0) as amount,
    from reached
    full join went_on using (order_number, days)
    full join returned using (order_number, days)
)
select * from ladder order by order_number, days
