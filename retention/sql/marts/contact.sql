-- How customers are reached: what they used last. Grain: one customer with current orders.
-- Most customers always say the same: only where they do not, their orders are looked at.
with people as (
    select key.customer_key, person.*
    from person_key as key
    inner join person_now as person on key.person_ref = person.person_ref
),

several as (
    select customer_key from people group by customer_key having count(*) > 1
),

placed as (
    select
        people.*,
        row_number() over (partition by people.customer_key order by orders.ordered_at, tie.place) as place,
    from people
    inner join several on people.customer_key = several.customer_key
    inner join order_now as orders on people.person_ref = orders.person_ref
    left join order_tie as tie on orders.order_key = tie.order_key
),

changed as (
    select
        customer_key,
        arg_max(customer_ref, place) as customer_ref, arg_max(email_ref, place) as email_ref,
        arg_max(phone_ref, place) as phone_ref, arg_max(name, place) as name,
        arg_max(city, place) as city, arg_max(country, place) as country,
    from placed
    group by customer_key
),

same as (
    select customer_key, customer_ref, email_ref, phone_ref, name, city, country
    from people
    where customer_key not in (select customer_key from several)
),

either as (
    select * from changed
    union all
    select * from same
)

select * from either
