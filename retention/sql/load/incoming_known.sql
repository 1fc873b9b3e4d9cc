-- Orders of the file that the shop knows already. Grain: one order. Parameters: $series (of its order numbers).
with known as (
    select incoming.order_row, number.order_key
    from incoming
    inner join order_number as number on number.series = $series and incoming.order_id = number.order_id
)

select * from known
