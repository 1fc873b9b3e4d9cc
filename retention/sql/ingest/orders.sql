-- From typed rows to orders. Grain: one order of the file. Reads the child's table typed_row.
-- Order fields stand on any of the order's rows: the first that is not empty counts, so a total repeated on every
-- row is taken once. Without an order total the lines are added up. Time = the earliest line.
-- Place: `firsts` (the first value of each text column that the file fills, with a comma behind each).
with grouped as (
    select
        order_id,
        min(row_number) as order_row,
        count(*) as row_count,
        min(ordered_at) as ordered_at,
        max(updated_at) as updated_at,
        cast(coalesce(arg_min(order_total, row_number), sum(line_amount)) as decimal(18, 4)) as amount,
        try_cast(coalesce(arg_min(discount, row_number), sum(line_discount), 0) as decimal(18, 4)) as discount,
        abs(coalesce(arg_min(refunded_amount, row_number), 0)) as refunded_amount,  -- some shops write it below 0
        max(cast(refunded_at as date)) as refunded_on,
        coalesce(bool_or(cancelled_at), false) as is_cancelled,
        {firsts}
        coalesce(min(order_total) <> max(order_total), false) as has_other_totals,
        count(order_total) = 0 as is_added_up,
    from typed_row
    group by order_id
)

select * from grouped
