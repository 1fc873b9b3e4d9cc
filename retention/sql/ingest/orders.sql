-- From typed rows to orders. Grain: one order of the file. Reads the child's table typed_row.
-- Order fields stand on any of the order's rows: the first that is not empty counts, so a total repeated on every
-- row is taken once. Without an order total the lines are added up. Time = the earliest line.
with grouped as (
    select
        order_id,
        min(row_number) as order_row,
        count(*) as row_count,
        min(ordered_at) as ordered_at,
        max(updated_at) as updated_at,
        arg_min(customer_id, row_number) as customer_id,
        arg_min(email, row_number) as email,
        arg_min(phone, row_number) as phone,
        arg_min(name, row_number) as name,
        cast(coalesce(arg_min(order_total, row_number), sum(line_amount)) as decimal(18, 4)) as amount,
        try_cast(coalesce(arg_min(discount, row_number), sum(line_discount), 0) as decimal(18, 4)) as discount,
        abs(coalesce(arg_min(refunded_amount, row_number), 0)) as refunded_amount,  -- some shops write it below 0
        max(cast(refunded_at as date)) as refunded_on,
        arg_min(status, row_number) as status,
        arg_min(paid, row_number) as is_paid,
        coalesce(bool_or(cancelled_at), false) as is_cancelled,
        arg_min(currency, row_number) as currency,
        arg_min(channel, row_number) as channel,
        arg_min(coupon, row_number) as coupon,
        arg_min(country, row_number) as country,
        arg_min(city, row_number) as city,
        arg_min(device, row_number) as device,
        arg_min(payment, row_number) as payment,
        arg_min(delivery, row_number) as delivery,
        arg_min(manager, row_number) as manager,
        coalesce(min(order_total) <> max(order_total), false) as has_other_totals,
        count(order_total) = 0 as is_added_up,
    from typed_row
    group by order_id
)

select * from grouped
