-- The category that a customer has spent most on. Grain: one customer with lines that name a category.
with by_category as (
    select person.customer_key, line.category, sum(line.amount) as amount
    from order_line_version as line
    inner join order_now as orders on line.import_id = orders.import_id and line.order_key = orders.order_key
    inner join order_meaning as known on orders.traits_ref = known.traits_ref and known.meaning = 'counted'
    inner join person_key as person on orders.person_ref = person.person_ref
    where line.category is not null
    group by person.customer_key, line.category
),

favourites as (
    select customer_key, arg_min(category, (-amount, category)) as main_category
    from by_category
    group by customer_key
)

select * from favourites
