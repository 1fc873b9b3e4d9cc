-- What lists of customers (and their checkouts: name and contacts) say about a person: the newest value of each column;
-- an empty cell takes nothing back. Grain: one customer. Parameters: $time_zone (the shop's).
with listed as (
    select
        customer_ref, email_ref, phone_ref, import_id, file_row, name, city, country, birthday, consent,
        case when contains(utc_fields, ',first_order_at,')
            then first_order_at at time zone 'UTC' at time zone $time_zone else first_order_at end as first_order_at,
        case when contains(utc_fields, ',registered_at,')
            then registered_at at time zone 'UTC' at time zone $time_zone else registered_at end as registered_at,
        points, points_expire_on,
    from customer_version
),

everything as (
    select * from listed
    union all by name
    select customer_ref, email_ref, phone_ref, import_id, file_row, name from checkout_version
),

known as (
    select
        everything.*,
        (everything.import_id, everything.file_row) as place,
        owner_key(everything.customer_ref, everything.email_ref, everything.phone_ref) as customer_key,
    from everything
),

merged as (
    select
        customer_key,
        arg_max(customer_ref, place) as customer_ref, arg_max(email_ref, place) as email_ref,
        arg_max(phone_ref, place) as phone_ref, arg_max(name, place) as name, arg_max(city, place) as city,
        arg_max(country, place) as country, arg_max(birthday, place) as birthday, arg_max(consent, place) as consent,
        cast(arg_max(first_order_at, place) as date) as first_order_on,
        arg_max(registered_at, place) as registered_at, arg_max(points, place) as points,
        arg_max(points_expire_on, place) as points_expire_on,
    from known
    where customer_key is not null
    group by customer_key
)

select * from merged
