-- Status words of the loaded orders with what they mean now, and words that were decided before.
-- Grain: one word, lower case. Columns: word, orders, meaning (empty = nobody has decided), is_decided (by the user).
with used as (
    select
        lower(trim(traits.status)) as word,
        count(*) as orders,
        mode(known.meaning) as meaning,
        bool_and(known.is_status_known) as is_known,
    from current_order as orders
    inner join order_traits as traits on orders.traits_ref = traits.traits_ref
    inner join order_meaning as known on orders.traits_ref = known.traits_ref
    where trim(traits.status) <> ''
    group by lower(trim(traits.status))
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
