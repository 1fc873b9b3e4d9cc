-- The people behind keys, with contacts and what helps to write to them.
-- Grain: one customer. Parameters: $keys (customer_key list). Money in the shop's main currency.
-- next_category: what customers most often buy right after that category; empty below 10 such pairs.
with chosen as (
    select unnest($keys) as customer_key
),

mine as (
    select purchase.*
    from purchase
    inner join chosen on purchase.customer_key = chosen.customer_key
),

habits as (
    select
        customer_key,
        mode(extract('isodow' from purchased_at)) as best_weekday,
        case when bool_or(cast(purchased_at as time) <> time '00:00') then mode(extract('hour' from purchased_at)) end
            as best_hour,
        avg(case when is_discounted then 1.0 else 0.0 end) as discounted_share,
        arg_max(category, purchase_number) as last_category,
    from mine
    group by customer_key
),

pairs as (
    select
        category,
        lead(category) over (partition by customer_key order by purchase_number) as next_category,
    from purchase
),

counted as (
    select category, next_category, count(*) as times
    from pairs
    where category is not null and next_category is not null
    group by category, next_category
),

usual as (
    select category, arg_min(next_category, (-times, next_category)) as next_category
    from counted
    group by category
    having sum(times) >= 10
),

joined as (
    select
        customer.customer_key, customer.customer_id, customer.email, customer.phone, customer.name, customer.city,
        cast(customer.last_at as date) as last_purchase_on, customer.purchases, customer.net_revenue,
        customer.main_category as category, usual.next_category,
        habits.best_weekday, habits.best_hour, habits.discounted_share,
    from chosen
    inner join customer on chosen.customer_key = customer.customer_key
    left join habits on customer.customer_key = habits.customer_key
    left join usual on habits.last_category = usual.category
)

select * from joined
