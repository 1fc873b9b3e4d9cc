-- Items of a transaction that an earlier event already reported: the purchase tag fired twice.
-- Grain: one surplus row of the file. Reads the child's table typed_row.
with placed as (
    select
        row_number,
        row(visitor_id, session_id, started_at) as moment,
        first_value(row(visitor_id, session_id, started_at)) over (
            partition by order_id, sku, product order by row_number
        ) as first_moment,
    from typed_row
    where step = 'purchase' and order_id is not null
),

surplus as (
    select row_number from placed where moment is distinct from first_moment
)

select row_number from surplus
