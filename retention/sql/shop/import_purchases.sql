-- Purchases in the visits of the import $import_id. Grain: one row; `amount` is null where currencies are mixed.
with bought as (
    select session_id, transaction_id, max(amount) as amount, max(currency) as currency
    from session_purchase_version
    where import_id = $import_id and amount > 0
    group by session_id, transaction_id
),

unpriced as (
    select count(distinct session_id) as visits
    from session_version
    where import_id = $import_id and has_purchase and session_id not in (select session_id from bought)
),

priced as (
    select
        count(distinct transaction_id) as purchases,
        case when count(distinct currency) <= 1 then sum(amount) end as amount, max(currency) as currency,
    from bought
),

outcome as (
    select priced.purchases, priced.amount, priced.currency, unpriced.visits as unpriced_visits
    from priced cross join unpriced
)

select * from outcome
