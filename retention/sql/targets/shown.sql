-- The people behind keys, with what the screen shows of them.
-- Grain: one customer. Parameters: $keys (customer_key list). Money in the shop's main currency.
with chosen as (
    select unnest($keys) as customer_key
),

shown as (
    select
        customer.customer_key, customer.customer_id, customer.email, customer.phone, customer.name, customer.city,
        cast(customer.last_at as date) as last_purchase_on, customer.purchases, customer.net_revenue,
        customer.main_category as category,
    from chosen
    inner join customer on chosen.customer_key = customer.customer_key
)

select * from shown
