-- What a visit looked at, put into the cart or bought. Grain: one product at one price at one step of one session;
-- session_row is the session's key within its import, as in sessions.sql. A row that is a visit names what it viewed,
-- several categories apart by | or ;.
with visits as (
    select visit_key, min(row_number) as session_row
    from visit_row
    group by visit_key
),

named as (
    select
        visit_key, coalesce(step, 'view') as step, sku, product, price, quantity,
        unnest(case when step is null and category is not null then string_split_regex(category, '\s*[|;]\s*')
            else [category] end) as category,
    from visit_row
    where coalesce(sku, product, category) is not null
),

seen as (
    select
        visit_key, step, sku, product, category, price,
        try_cast(sum(coalesce(quantity, 1)) as decimal(18, 4)) as pieces,
        try_cast(count(*) as integer) as times,
    from named
    where step in ('view', 'wishlist', 'cart', 'remove', 'checkout', 'purchase')
    group by visit_key, step, sku, product, category, price
)

select visits.session_row, seen.* exclude (visit_key)
from seen
inner join visits on seen.visit_key = visits.visit_key
