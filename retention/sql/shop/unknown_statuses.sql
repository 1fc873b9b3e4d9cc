-- Status words that nobody has decided yet. Grain: one word.
with words as (
    select traits.status as word, count(*) as orders
    from current_order as orders
    inner join order_traits as traits on orders.traits_ref = traits.traits_ref
    inner join order_meaning as known on orders.traits_ref = known.traits_ref
    where not known.is_status_known
    group by traits.status
)

select * from words
order by orders desc, word
