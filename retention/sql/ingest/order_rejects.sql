-- Orders that cannot be placed: no readable date, or no amount (or one beyond all money) on their rows. Grain: one row of the file.
with bad as (
    select
        order_id,
        case when min(ordered_at) is null then 'no_date' else 'no_amount' end as reason,
    from typed_row
    group by order_id
    having min(ordered_at) is null
        or (count(order_total) = 0 and (count(line_amount) = 0 or abs(sum(line_amount)) >= 100000000000000))
),

rows_of_them as (
    select typed_row.row_number, bad.reason, typed_row.order_id as value
    from typed_row
    inner join bad on typed_row.order_id = bad.order_id
)

select row_number, null as column_name, value, reason from rows_of_them
