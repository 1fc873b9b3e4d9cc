-- The file's orders as the shop holds them before this import. Grain: one order. Reads the loader's table incoming.
with held as (
    select
        shop_order.order_id, shop_order.amount, shop_order.refunded, shop_order.meaning, version.content_hash,
    from shop_order
    inner join incoming on shop_order.order_id = incoming.order_id
    inner join order_version as version
        on shop_order.import_id = version.import_id and shop_order.order_row = version.order_row
)

select * from held
