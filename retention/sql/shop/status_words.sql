-- Status words of the loaded orders with what they mean now, and words that were decided before.
-- Grain: one word, lower case. Columns: word, orders, meaning (empty = nobody has decided), is_decided (by the user).
with used as (
    select
        lower(trim(version.status)) as word,
        count(*) as orders,
        mode(shop_order.meaning) as meaning,
        bool_and(shop_order.is_status_known) as is_known,
    from shop_order
    inner join order_version as version
        on shop_order.import_id = version.import_id and shop_order.order_row = version.order_row
    where trim(version.status) <> ''
    group by lower(trim(version.status))
),

words as (
    select
        coalesce(used.word, decided.word) as word,
        coalesce(used.orders, 0) as orders,
        coalesce(decided.meaning, case when used.is_known then used.meaning end) as meaning,
        decided.word is not null as is_decided,
    from used
    full join status_meaning as decided on used.word = decided.word
)

select * from words
order by orders desc, word
