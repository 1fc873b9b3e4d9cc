-- Active customers by the movements of churn (new + reactivated - churned) against those who have bought within the
-- window. Grain: one row when they differ; empty = pass. Parameters: $as_of date; $window days (W); place
--   `movements` (the statement metrics/churn for one period that holds all days).
-- Columns: by_movements, by_customers (people).
with movements as (
    {movements}
),
by_movements as (
    select coalesce(sum(new + resurrected - churned), 0) as active from movements
),
by_customers as (
    select count(distinct customer_key) as active
    from purchase
    where purchased_on > $as_of - $window and purchased_on <= $as_of
),
wrong as (
    select by_movements.active as by_movements, by_customers.active as by_customers
    from by_movements
    cross join by_customers
    where by_movements.active <> by_customers.active
)
select * from wrong
