-- Numbers of purchases that sessions report and that the shop does not know yet. Grain: one transaction.
-- Parameters: $series (of the source's order numbers), $path (the reader's purchases).
with named as (
    select distinct transaction_id as order_id from read_parquet($path)
),

unknown as (
    select
        (select cast(value as bigint) from setting where name = 'last_order_key')
            + row_number() over (order by named.order_id) as order_key,
        $series as series, named.order_id,
    from named
    anti join order_number as number on number.series = $series and named.order_id = number.order_id
)

select * from unknown
