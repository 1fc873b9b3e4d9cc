-- Days between consecutive purchases.
-- Grain: one order number and length of gap that occurs.
-- Parameters: $as_of date; places `people` (condition on customer_key).
-- Columns: order_number (n = the gap from purchase n to n + 1; empty = all gaps); days (dates, same day = 0); gaps.
-- Reference: the definitions of this product, section 5.
with by_number as (
    select purchase_number - 1 as order_number, days_since_previous as days, count(*) as gaps
    from purchase
    where purchase_number > 1 and purchased_on <= $as_of and {people}
    group by purchase_number, days_since_previous
),
together as (
    select order_number, days, gaps from by_number
    union all
    select null as order_number, days, cast(sum(gaps) as bigint) as gaps from by_number group by days
)
select * from together order by order_number nulls last, days
