-- Status words that nobody has decided yet. Grain: one word.
with words as (
    select version.status as word, count(*) as orders
    from shop_order
    inner join order_version as version
        on shop_order.import_id = version.import_id and shop_order.order_row = version.order_row
    where not shop_order.is_status_known
    group by version.status
)

select * from words
order by orders desc, word
