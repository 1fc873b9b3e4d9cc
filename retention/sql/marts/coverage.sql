-- What the data cover and what limits them. Grain: one row; none while nothing is loaded.
with orders as (
    select
        min(ordered_at) as first_at, max(ordered_at) as last_at, count(*) as orders,
        count(*) filter (where not is_counted_currency) as other_currency_orders,
        count(*) filter (where not is_status_known) as unknown_status_orders,
        count(*) filter (
            where meaning = 'counted' and is_counted_currency and amount > 0 and refunded < amount
                and customer_key is null
        ) as anonymous_orders,
    from shop_order
),

main as (
    select max(upper(trim(traits.currency))) as currency
    from order_traits as traits
    inner join order_meaning as known on traits.traits_ref = known.traits_ref and known.is_counted_currency
    where traits.traits_ref in (select distinct traits_ref from current_order)
),

totals as (
    select
        cast(coalesce(sum(gross) filter (where customer_key is null), 0) / nullif(sum(gross), 0) as double)
            as anonymous_revenue_share,
    from money
),

visits as (
    select max(visited_on) as last_on, count(*) as visits from visit
),

stated as (
    select max(covers_to) as last_on, max(cast(last_at as date)) as last_loaded
    from import_journal
    where kind in ('orders', 'sessions')
),

shared as (
    select count(*) as identifiers
    from (
        (select unnest([customer_ref, email_ref, phone_ref]) as identifier_id from person_now
        union
        select unnest([customer_ref, email_ref, phone_ref]) from fact_person)
        except
        select identifier_id from identity
    )
    where identifier_id is not null
),

largest as (
    select
        count(*) as buyers,
        cast(max(net_revenue) as double) / nullif(cast(sum(greatest(net_revenue, 0)) as double), 0) as revenue_share,
        max(purchases) / nullif(sum(purchases), 0) as purchase_share,
    from customer
    where purchases > 0
),

joined as (
    select
        greatest(cast(orders.last_at as date), visits.last_on, stated.last_on) as as_of,
        cast(orders.first_at as date) as data_start, orders.first_at, orders.last_at, main.currency,
        orders.other_currency_orders, orders.unknown_status_orders, orders.anonymous_orders,
        totals.anonymous_revenue_share, shared.identifiers as shared_identifiers,
        exists (select 1 from order_version) as has_orders, visits.visits > 0 as has_sessions,
        orders.orders > 0 and not exists (select 1 from order_version) as orders_from_sessions, largest.buyers,
        largest.revenue_share as largest_revenue_share, largest.purchase_share as largest_purchase_share,
    from orders
    cross join main
    cross join totals
    cross join visits
    cross join stated
    cross join shared
    cross join largest
    where orders.orders > 0 or visits.visits > 0
)

select * from joined
