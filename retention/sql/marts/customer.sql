-- Everybody the shop knows: buyers, people with unfinished orders, visitors. Grain: one customer_key.
-- Contacts are those used last; first_* belong to the first purchase; money in the shop's main currency.
with keys as (
    select distinct customer_key from identity
),

devices as (
    select person.customer_key, arg_max(traits.device, (orders.ordered_at, coalesce(tie.place, 0))) as device
    from order_now as orders
    inner join order_traits as traits on orders.traits_ref = traits.traits_ref and traits.device is not null
    inner join person_key as person on orders.person_ref = person.person_ref
    left join order_tie as tie on orders.order_key = tie.order_key
    group by person.customer_key
),

bought as (
    select
        customer_key, count(*) as purchases, min(ordered_at) as first_at, max(ordered_at) as last_at,
        sum(amount) as amount,
    from current_order
    where purchase_number is not null
    group by customer_key
),

firsts as (
    select customer_key, product, category, channel, coupon, is_discounted from purchase where purchase_number = 1
),

moved as (
    select customer_key, sum(gross) as gross, sum(refund) as refunds
    from other_money
    where customer_key is not null
    group by customer_key
),

joined as (
    select
        keys.customer_key, ids.value as customer_id, emails.value as email, phones.value as phone,
        contact.name, contact.city, contact.country, devices.device,
        bought.first_at, bought.last_at, coalesce(bought.purchases, 0) as purchases,
        coalesce(bought.amount, 0) + coalesce(moved.gross, 0) as gross_revenue,
        coalesce(moved.refunds, 0) as refunds, gross_revenue - coalesce(moved.refunds, 0) as net_revenue,
        firsts.product as first_product, firsts.category as first_category, firsts.channel as first_channel,
        firsts.coupon as first_coupon, firsts.is_discounted as first_had_discount, favourite.main_category,
        sources.first_source, coalesce(sources.sources, 0) as sources,
    from keys
    left join contact on keys.customer_key = contact.customer_key
    left join devices on keys.customer_key = devices.customer_key
    left join bought on keys.customer_key = bought.customer_key
    left join firsts on keys.customer_key = firsts.customer_key
    left join moved on keys.customer_key = moved.customer_key
    left join favourite on keys.customer_key = favourite.customer_key
    left join customer_source as sources on keys.customer_key = sources.customer_key
    left join identifier as ids on contact.customer_ref = ids.identifier_id
    left join identifier as emails on contact.email_ref = emails.identifier_id
    left join identifier as phones on contact.phone_ref = phones.identifier_id
)

select * from joined
order by customer_key
