-- Status words of the file with what they count as. Grain: one word.
with mine as (
    select incoming.status, shop_order.meaning, shop_order.is_status_known
    from incoming
    inner join shop_order on shop_order.order_id = incoming.order_id
    where incoming.status is not null
),

counted as (
    select status as word, count(*) as orders, mode(meaning) as meaning, bool_and(is_status_known) as is_known
    from mine
    group by status
)

select * from counted
order by orders desc, word
