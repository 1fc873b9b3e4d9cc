-- Days between consecutive purchases by the category of the earlier one.
-- Grain: one category and length of gap that occurs.
-- Parameters: $as_of date; places `people` (condition on customer_key), `purchases` (purchase, or an order segment's).
-- Columns: category (of the largest line that has one; empty = all gaps, also of purchases without); days (dates, same
--   day = 0); gaps.
-- Reference: the definitions of this product, section 5.
with bought as (
    select
        lag(detail.category) over (partition by customer_key order by purchase_number) as category,
        days_since_previous as days,
    from {purchases}
    left join order_detail as detail on detail.order_key = purchase.order_key
    where purchased_on <= $as_of and {people}
),
by_category as (
    select category, days, count(*) as gaps from bought where days is not null group by category, days
),
together as (
    select category, days, gaps from by_category where category is not null
    union all
    select null as category, days, cast(sum(gaps) as bigint) as gaps from by_category group by days
)
select * from together order by category nulls last, days
