-- The keys of the people behind a number, those who brought most money first.
-- Grain: one customer.
-- Parameters: those of the place `chosen` (condition on customer_key: cohort_members, churn_members, scores, people).
-- Columns: customer_key; net_revenue (to date, money).
-- Reference: the definitions of this product, section 8.
with members as (
    select customer_key, net_revenue from customer where {chosen}
)
select * from members order by net_revenue desc, customer_key
