-- Everybody the shop knows: buyers, people with unfinished orders, visitors. Grain: one customer_key.
-- Contacts are those used last, else those of a customer list; first_* belong to the first purchase; money in the
-- shop's main currency.
with keys as (
    select distinct customer_key from identity order by customer_key
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
    select
        orders.customer_key, detail.product, detail.category, traits.channel, traits.coupon,
        orders.is_discounted,
    from current_order as orders
    inner join order_traits as traits on orders.traits_ref = traits.traits_ref
    left join order_detail as detail on orders.order_key = detail.order_key
    where orders.purchase_number = 1
),

moved as (
    select customer_key, sum(gross) as gross, sum(refund) as refunds
    from other_money
    where customer_key is not null
    group by customer_key
),

only_source as (
    select case when count(distinct source) = 1 then min(source) end as source from order_series
),

-- each kind by itself: most files have only one, and the others then cost nothing
ids as (
    select identifier_id, value from identifier where kind = 'customer_id'
),

emails as (
    select identifier_id, value from identifier where kind = 'email'
),

phones as (
    select identifier_id, value from identifier where kind = 'phone'
),

joined as (
    select
        keys.customer_key, ids.value as customer_id, emails.value as email, phones.value as phone,
        coalesce(contact.name, card.name) as name, coalesce(contact.city, card.city) as city,
        coalesce(contact.country, card.country) as country, devices.device,
        bought.first_at, bought.last_at, coalesce(bought.purchases, 0) as purchases,
        coalesce(bought.amount, 0) + coalesce(moved.gross, 0) as gross_revenue,
        coalesce(bought.amount, 0) as purchase_amount, coalesce(moved.refunds, 0) as refunds, gross_revenue - coalesce(moved.refunds, 0) as net_revenue,
        firsts.product as first_product, firsts.category as first_category, firsts.channel as first_channel,
        firsts.coupon as first_coupon, firsts.is_discounted as first_had_discount, favourite.main_category,
        coalesce(several.first_source, case when bought.purchases > 0 then only_source.source end) as first_source,
        coalesce(several.sources, cast(bought.purchases > 0 and only_source.source is not null as integer), 0) as sources,
        card.birthday, card.consent, keys.customer_key in (select customer_key from suppressed) as is_suppressed,
        card.registered_at, card.first_order_on, card.points, card.points_expire_on,
    from keys
    cross join only_source
    left join card on keys.customer_key = card.customer_key
    left join contact on keys.customer_key = contact.customer_key
    left join last_device as devices on keys.customer_key = devices.customer_key
    left join bought on keys.customer_key = bought.customer_key
    left join firsts on keys.customer_key = firsts.customer_key
    left join moved on keys.customer_key = moved.customer_key
    left join favourite on keys.customer_key = favourite.customer_key
    left join customer_source as several on keys.customer_key = several.customer_key
    left join ids on coalesce(contact.customer_ref, card.customer_ref) = ids.identifier_id
    left join emails on coalesce(contact.email_ref, card.email_ref) = emails.identifier_id
    left join phones on coalesce(contact.phone_ref, card.phone_ref) = phones.identifier_id
)

select * from joined
