-- Everybody the shop knows: buyers, people with unfinished orders, visitors. Grain: one customer_key.
-- Contacts are those used last; first_* belong to the first purchase; money in the shop's main currency.
with keys as (
    select distinct customer_key from identity
),

contacts as (
    select
        customer_key,
        arg_max(customer_ref, order_key) as customer_ref, arg_max(email_ref, order_key) as email_ref,
        arg_max(phone_ref, order_key) as phone_ref, arg_max(name, order_key) as name,
        arg_max(city, order_key) as city, arg_max(country, order_key) as country,
        arg_max(device, order_key) as device,
    from shop_order
    where customer_key is not null
    group by customer_key
),

bought as (
    select
        customer_key, count(*) as purchases, min(purchased_at) as first_at, max(purchased_at) as last_at,
        arg_min(product, purchase_number) filter (where purchase_number = 1) as first_product,
        arg_min(category, purchase_number) filter (where purchase_number = 1) as first_category,
        arg_min(channel, purchase_number) filter (where purchase_number = 1) as first_channel,
        arg_min(coupon, purchase_number) filter (where purchase_number = 1) as first_coupon,
        bool_or(is_discounted) filter (where purchase_number = 1) as first_had_discount,
    from purchase
    group by customer_key
),

paid as (
    select customer_key, sum(gross) as gross_revenue, sum(refund) as refunds
    from money
    where customer_key is not null
    group by customer_key
),

by_category as (
    select orders.customer_key, line.category, sum(line.amount) as amount
    from shop_order as orders
    inner join order_line_version as line on orders.import_id = line.import_id and orders.order_row = line.order_row
    where orders.meaning = 'counted' and orders.customer_key is not null and line.category is not null
    group by orders.customer_key, line.category
),

favourites as (
    select customer_key, arg_min(category, (-amount, category)) as main_category
    from by_category
    group by customer_key
),

joined as (
    select
        keys.customer_key, ids.value as customer_id, emails.value as email, phones.value as phone,
        contacts.name, contacts.city, contacts.country, contacts.device,
        bought.first_at, bought.last_at, coalesce(bought.purchases, 0) as purchases,
        coalesce(paid.gross_revenue, 0) as gross_revenue, coalesce(paid.refunds, 0) as refunds,
        coalesce(paid.gross_revenue, 0) - coalesce(paid.refunds, 0) as net_revenue,
        bought.first_product, bought.first_category, bought.first_channel, bought.first_coupon,
        bought.first_had_discount, favourites.main_category,
    from keys
    left join contacts on keys.customer_key = contacts.customer_key
    left join bought on keys.customer_key = bought.customer_key
    left join paid on keys.customer_key = paid.customer_key
    left join favourites on keys.customer_key = favourites.customer_key
    left join identifier as ids on contacts.customer_ref = ids.identifier_id
    left join identifier as emails on contacts.email_ref = emails.identifier_id
    left join identifier as phones on contacts.phone_ref = phones.identifier_id
)

select * from joined
order by customer_key
