-- One lost customer of the best tenth against new customers: what each brings in a year.
-- Grain: one row.
-- Parameters: $as_of date; places `people` (condition on customer_key).
-- Columns: vip_customers (the tenth of last year's customers that brought most, rounded up); vip_revenue (their net
--   revenue of the 365 days to as_of, money); new_customers (whose first 365 days are over); new_revenue (net, of these
--   days, money).
-- Reference: the definitions of this product, section 7.
with moved as (
    select customer_key, amount as revenue, 1 as purchases
    from purchase
    where purchased_on <= $as_of and purchased_on > $as_of - 365 and {people}
    union all
    select customer_key, gross - refund as revenue, 0 as purchases
    from other_money
    where moved_on <= $as_of and moved_on > $as_of - 365 and {people}
),
year as (
    select customer_key, sum(revenue) as revenue from moved group by customer_key having sum(purchases) > 0
),
ranked as (
    select revenue, row_number() over (order by revenue desc) as place, count(*) over () as customers from year
),
best as (
    select count(*) as vip_customers, sum(revenue) as vip_revenue from ranked where place <= (customers + 9) // 10
),
first_year as (
    select sum(gross - refund) as new_revenue
    from money
    where
        moved_on >= first_on
        and moved_on < first_on + 365
        and moved_on <= $as_of
        and first_on <= $as_of - 364
        and {people}
),
newcomers as (
    select count(*) as new_customers from purchase
    where purchase_number = 1 and first_on <= $as_of - 364 and {people}
),
compared as (
    select best.vip_customers, best.vip_revenue, newcomers.new_customers, first_year.new_revenue
    from best
    cross join newcomers
    cross join first_year
)
select * from compared
