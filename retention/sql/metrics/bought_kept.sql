-- Everyone who has purchased, as of the last day of the data: what bought and measured count, read off the customer
-- mart, which keeps it: a part of other statements.
-- Grain: one customer.
-- Parameters: $as_of date (the last day of the data).
-- Columns: those of measured.
-- Reference: J. Bult, T. Wansbeek (1995), Optimal Selection for Direct Mail, Marketing Science 14(4).
with bought as (
    select
        customer_key,
        first_at,
        last_at,
        $as_of - cast(last_at as date) as recency_days,
        cast(purchases as bigint) as purchases,
        purchase_amount as gross,
        net_revenue,
    from customer
    where purchases > 0
)
select * from bought
