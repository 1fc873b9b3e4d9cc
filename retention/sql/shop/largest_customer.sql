-- How much of everything one customer is, as known today. Grain: one row. Columns: customers (who have purchased);
-- revenue_share (of the highest net revenue, in that of all), purchase_share (of the most purchases); empty without any.
with buyers as (
    select cast(net_revenue as double) as net_revenue, purchases from customer where purchases > 0
),
largest as (
    select
        count(*) as customers,
        max(net_revenue) / nullif(sum(greatest(net_revenue, 0)), 0) as revenue_share,
        max(purchases) / nullif(sum(purchases), 0) as purchase_share,
    from buyers
)
select * from largest
