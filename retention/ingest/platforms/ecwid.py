"""Ecwid: My Sales → Orders → Export. One row an item; a payment status and a fulfilment status decide together."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="ecwid",
    title="Ecwid",
    tells=(
        "order_number | payment_status | fulfillment_status | sku",
        "Order number | Payment status | Fulfillment status | SKU",
        "Order number | Payment status | Shipping status | SKU",
        "vendor_order_number | payment_status",
        "Номер заказа | Статус оплаты | Статус выполнения | Артикул",
    ),
    shape=Shape.ITEM_ROWS,
    columns="""
    order_id: order_number | vendor_order_number | Номер заказа
    ordered_at: date | created | order_date | Дата
    status: payment_status | Статус оплаты
    fulfilment_status: fulfillment_status | shipping_status | Статус выполнения
    order_total: total | order_total | Итого
    name: billing_name | customer_name
    product: product_name | item_name | name | Название товара
    """,
    statuses={
        "queued": "pending",
        "accepted": "counted",
        "chargeable": "pending",
        "incomplete": "cancelled",
    },
)
