-- Whether the column taken for the order total holds line totals: it differs inside orders, and there it is
-- quantity x price on at least nine rows of ten. Grain: one row. Reads the child's table typed_row.
with differing as (
    select order_id
    from typed_row
    group by order_id
    having min(order_total) <> max(order_total)
),

judged as (
    select coalesce(avg(cast(abs(typed_row.order_total - typed_row.line_amount) <= 0.02 as integer)) >= 0.9, false) as is_so,
    from typed_row
    inner join differing on typed_row.order_id = differing.order_id
    where typed_row.order_total is not null and typed_row.line_amount is not null
)

select * from judged
