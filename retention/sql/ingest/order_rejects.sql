-- Rows that cannot be placed: of orders without a readable date or any amount (or one beyond all money), and items
-- without a price in orders that are added up from their items. Grain: one row of the file.
with bad as (
    select
        order_id,
        case
            when min(ordered_at) is null then 'no_date'
            when count(line_amount) > 0 and abs(sum(line_amount)) < 100000000000000 then 'item'
            else 'no_amount'
        end as reason,
    from typed_row
    group by order_id
    having min(ordered_at) is null
        or (count(order_total) = 0 and (count(line_amount) < count(*) or abs(sum(line_amount)) >= 100000000000000))
),

dated as (  -- the rows that stay must still say when the order was
    select bad.order_id, min(typed_row.ordered_at) as ordered_at
    from bad
    inner join typed_row on bad.order_id = typed_row.order_id
    where typed_row.line_amount is not null
    group by bad.order_id
),

rows_of_them as (
    select
        typed_row.row_number,
        typed_row.order_id as value,
        case when bad.reason = 'item' then 'no_amount' else bad.reason end as reason,
    from typed_row
    inner join bad on typed_row.order_id = bad.order_id
    left join dated on bad.order_id = dated.order_id
    where bad.reason <> 'item'
        or (typed_row.line_amount is null and dated.ordered_at is not null
            and coalesce(typed_row.sku, typed_row.product, cast(typed_row.quantity as text),
                cast(typed_row.unit_price as text)) is not null)
)

select row_number, null as column_name, value, reason from rows_of_them
