-- The people behind keys, with contacts and what helps to write to them.
-- Grain: one customer. Parameters: $keys (customer_key list). Money in the shop's main currency.
-- A tie of weekdays or hours goes to the earlier one. next_category: what customers most often buy right after
-- that category; empty below 10 such pairs.
with chosen as (
    select unnest($keys) as customer_key
),

mine as (
    select purchase_detail.*
    from purchase_detail
    inner join chosen on purchase_detail.customer_key = chosen.customer_key
),

weekdays as (
    select customer_key, extract('isodow' from purchased_at) as weekday, count(*) as times from mine group by 1, 2
),

hours as (
    select customer_key, extract('hour' from purchased_at) as hour, count(*) as times from mine group by 1, 2
),

favourite_weekday as (
    select customer_key, arg_max(weekday, (times, -weekday)) as best_weekday from weekdays group by customer_key
),

favourite_hour as (
    select customer_key, arg_max(hour, (times, -hour)) as best_hour from hours group by customer_key
),

habits as (
    select
        customer_key,
        bool_or(cast(purchased_at as time) <> time '00:00') as has_hours,
        avg(case when is_discounted then 1.0 else 0.0 end) as discounted_share,
        arg_max(category, purchase_number) as last_category,
    from mine
    group by customer_key
),

pairs as (
    select
        category,
        lead(category) over (partition by customer_key order by purchase_number) as next_category,
    from purchase_detail
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
        favourite_weekday.best_weekday, case when habits.has_hours then favourite_hour.best_hour end as best_hour,
        habits.discounted_share,
    from chosen
    inner join customer on chosen.customer_key = customer.customer_key
    left join habits on customer.customer_key = habits.customer_key
    left join favourite_weekday on customer.customer_key = favourite_weekday.customer_key
    left join favourite_hour on customer.customer_key = favourite_hour.customer_key
    left join usual on habits.last_category = usual.category
)

select * from joined
