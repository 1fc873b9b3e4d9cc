-- The file's orders as the shop holds them before this import. Grain: one order. Reads the loader's table
-- order_content.
with held as (
    select
        shop_order.order_key, shop_order.amount, shop_order.refunded, shop_order.meaning, version.content,
    from shop_order
    inner join order_content as version
        on shop_order.import_id = version.import_id and shop_order.order_key = version.order_key
)

select * from held
