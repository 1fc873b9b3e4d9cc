-- Events sent twice: the same event at the same moment, or a transaction id that an earlier row already reported.
-- Grain: one surplus row of the file. Reads the child's table typed_row.
with numbered as (
    select
        row_number,
        row_number() over (
            partition by visitor_id, session_id, started_at, event, order_id, revenue order by row_number
        ) as copy,
        case when step = 'purchase' and order_id is not null then
            row_number() over (partition by step, order_id order by row_number)
        end as repeat_of_transaction,
    from typed_row
    where event is not null
),

surplus as (
    select row_number from numbered where copy > 1 or coalesce(repeat_of_transaction > 1, false)
)

select * from surplus
