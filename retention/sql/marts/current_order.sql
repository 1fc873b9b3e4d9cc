-- Current orders; purchases are numbered. Grain: one current order, stored as order_sorted is: by customer, purchases
-- first, by time. So a purchase's number is its distance from the customer's first row, and the purchase before it is
-- the row before it: one sort serves both. A window without an order reads the rows as they are stored.
-- first_on is empty for customers whose first purchase lies before the data (temporary table older).
with placed as (
    select
        * exclude (place), rowid as place, cast(ordered_at as date) as ordered_on,
        cast(lag(ordered_at) over () as date) as previous_on,
    from order_sorted
),

firsts as (
    select customer_key, min(place) as place, min(ordered_on) as first_on
    from placed
    where is_purchase
    group by customer_key
),

numbered as (
    select
        placed.order_key, placed.import_id, placed.customer_key, placed.person_ref, placed.traits_ref,
        placed.ordered_at, placed.amount, placed.is_discounted,
        case when placed.is_purchase then placed.place - firsts.place + 1 end as purchase_number,
        case when placed.is_purchase and placed.place > firsts.place then placed.ordered_on - placed.previous_on end
            as days_since_previous,
        case when placed.is_purchase and placed.customer_key not in (select customer_key from older)
            then firsts.first_on end as first_on,
        case when placed.is_purchase then year(placed.ordered_on) * 12 + month(placed.ordered_on) - 1 end
            as purchased_month,
        placed.previous_on,
    from placed
    left join firsts on placed.customer_key = firsts.customer_key
),

monthly as (
    select
        * exclude (previous_on),
        year(first_on) * 12 + month(first_on) - 1 as first_month,
        case when purchase_number is not null
            then purchase_number = 1 or purchased_month <> year(previous_on) * 12 + month(previous_on) - 1
            end as is_first_in_month,
    from numbered
)

select * from monthly
