-- Revenue of each period: how much of it comes from repeat purchases, and how much from its best tenth of customers.
-- Grain: one calendar period in which money moved.
-- Parameters: $as_of date; places `people` (condition on customer_key), `period`, `bought_period` (numbers of the
--   calendar steps of moved_on and purchased_on), `best_tenth` (the statement of that name).
-- Columns: period_index (number); net_revenue (of everybody, anonymous orders too, money); repeat_revenue (from
--   purchases numbered 2 or later, less what was given back of these, money); customers (bought in the period);
--   top_revenue (net, of the tenth of them that brought most, rounded up, money).
-- Reference: D. Schmittlein, L. Cooper, D. Morrison (1993), Truth in Concentration in the Land of (80/20) Laws,
--   Marketing Science 12(2).
-- Purchases are read once, with their number; other money lies beside them. Who has the same revenue as the last of the
-- tenth may be in it or not: the sum is the same, and nobody has to be ranked.
with moved as (
    select
        customer_key, {bought_period} as period_index, amount as revenue,
        case when purchase_number > 1 or first_on is null then amount else 0 end as repeat_revenue,
        1 as purchases,
    from purchase
    where purchased_on <= $as_of and {people}
    union all
    select customer_key, {period} as period_index, gross - refund as revenue, 0 as repeat_revenue, 0 as purchases
    from other_money
    where moved_on <= $as_of and {people}
),
by_customer as (
    select
        period_index,
        customer_key,
        sum(revenue) as revenue,
        sum(repeat_revenue) as repeat_revenue,
        sum(purchases) as purchases,
    from moved
    group by period_index, customer_key
),
totals as (
    select period_index, sum(revenue) as net_revenue, sum(repeat_revenue) as repeat_revenue
    from by_customer
    group by period_index
),
tenth as (
    {best_tenth}
),
above as (
    select period_index, count(*) as customers, sum(by_customer.revenue) as revenue
    from by_customer
    join tenth using (period_index)
    where by_customer.purchases > 0 and by_customer.revenue > tenth.least_revenue
    group by period_index
),
best as (
    select
        period_index,
        tenth.customers,
        coalesce(above.revenue, 0)
            + (tenth.places - coalesce(above.customers, 0)) * tenth.least_revenue as top_revenue,
    from tenth
    left join above using (period_index)
),
given_back as (
    select {period} as period_index, sum(other_money.refund) as refund
    from other_money
    join (
        select order_key from purchase
        where (purchase_number > 1 or first_on is null) and purchased_on <= $as_of and {people}
    ) as repeated on repeated.order_key = other_money.order_key
    where other_money.refund > 0 and other_money.moved_on <= $as_of
    group by period_index
),
periods as (
    select
        period_index,
        totals.net_revenue,
        totals.repeat_revenue - coalesce(given_back.refund, 0) as repeat_revenue,
        coalesce(best.customers, 0) as customers,
        best.top_revenue,
    from totals
    left join best using (period_index)
    left join given_back using (period_index)
)
select * from periods order by period_index
