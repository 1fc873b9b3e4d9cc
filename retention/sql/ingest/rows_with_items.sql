-- Rows that hold a whole order, with the sum of their items (empty where one has no price). Grain: one row.
-- Reads `typed_row` and `item`.
with summed as (
    select
        row_number,
        case when count(*) = count(amount) then sum(amount) end as amount,
    from item
    group by row_number
),

joined as (
    select
        typed_row.* replace (
            try_cast(coalesce(typed_row.line_amount, summed.amount) as decimal(18, 4)) as line_amount
        ),
    from typed_row
    left join summed on typed_row.row_number = summed.row_number
)

select * from joined
order by row_number
