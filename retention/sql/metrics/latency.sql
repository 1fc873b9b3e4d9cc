-- Days between consecutive purchases.
-- Grain: one order number and length of gap that occurs.
-- Parameters: $as_of date; places `people` (condition on customer_key), `purchases` (purchase, or an order segment's).
-- Columns: order_number (n = the gap from purchase n to n + 1; empty = all gaps); days (dates, same day = 0); gaps.
-- Reference: the definitions of this product, section 5.
-- Which number a purchase has is unknown where the first order lies before the data: such gaps are in "all" alone.
with by_number as (
    select
        case when first_on is not null then purchase_number - 1 end as order_number,
        days_since_previous as days,
        count(*) as gaps,
    from {purchases}
    where purchase_number > 1 and purchased_on <= $as_of and {people}
    group by 1, 2
),
together as (
    select order_number, days, gaps from by_number where order_number is not null
    union all
    select null as order_number, days, cast(sum(gaps) as bigint) as gaps from by_number group by days
)
select * from together order by order_number nulls last, days
