-- Where customers stand against the churn window and their own rhythm: a part of other statements.
-- Grain: one customer of `base`.
-- Parameters: $as_of date; $window days (W); places `base` (a statement with customer_key, recency_days and purchases),
--   `chosen` (condition on customer_key; it may hold more places and parameters).
-- Columns: those of base; stage (active, late, churned).
-- Reference: the definitions of this product, section 8.
-- Late = longer away than the median of the own gaps, when there are three or more; else longer than W / 2. The median
-- lies below the recency when more than half of the gaps do, or half of them and the two middle ones on average.
with base as (
    {base}
),
asked as (
    select * from base where {chosen}
),
waiting as (
    select customer_key, recency_days from asked where recency_days < $window and purchases > 3
),
rhythm as (
    select
        waiting.customer_key,
        waiting.recency_days,
        count(*) as gaps,
        count(*) filter (where purchase.days_since_previous < waiting.recency_days) as shorter,
        max(purchase.days_since_previous) filter (where purchase.days_since_previous < waiting.recency_days) as below,
        min(purchase.days_since_previous) filter (where purchase.days_since_previous >= waiting.recency_days) as above,
    from waiting
    join purchase on purchase.customer_key = waiting.customer_key
    where purchase.purchased_on <= $as_of and purchase.purchase_number > 1
    group by waiting.customer_key, waiting.recency_days
),
late as (
    select
        customer_key,
        2 * shorter > gaps or (2 * shorter = gaps and 2 * recency_days > below + above) as is_late,
    from rhythm
),
stages as (
    select
        asked.*,
        case
            when asked.recency_days >= $window then 'churned'
            when coalesce(late.is_late, 2 * asked.recency_days > $window) then 'late'
            else 'active'
        end as stage,
    from asked
    left join late on late.customer_key = asked.customer_key
)
select * from stages
