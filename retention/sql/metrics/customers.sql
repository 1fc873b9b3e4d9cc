-- Everyone who has purchased, without contact data.
-- Grain: one customer.
-- Parameters: those of stages; place `stages` (the statement of that name, over scores).
-- Columns: customer_key; first_at, last_at (wall clock); purchases; net_revenue (to date, money); recency_days;
--   r, f, m (1..5); stage (active, late, churned); main_category, first_channel, country (empty = unknown).
-- Reference: the definitions of this product, section 8.
with stages as (
    {stages}
),
customers as (
    select
        stages.customer_key,
        stages.first_at,
        stages.last_at,
        stages.purchases,
        stages.net_revenue,
        stages.recency_days,
        stages.r,
        stages.f,
        stages.m,
        stages.stage,
        customer.main_category,
        customer.first_channel,
        customer.country,
    from stages
    left join customer on customer.customer_key = stages.customer_key
)
select * from customers order by customer_key
