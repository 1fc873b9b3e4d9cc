-- Order numbers that no loaded version holds any more. Grain: one order.
with used as (
    select order_key from order_version
    union
    select number.order_key
    from session_purchase_version as bought
    inner join import_journal as file on bought.import_id = file.import_id
    inner join order_series as series on file.source = series.source and series.is_numbered
    inner join order_number as number
        on series.series = number.series and bought.transaction_id = number.order_id
)

select order_key
from order_number
where order_key not in (select order_key from used)
