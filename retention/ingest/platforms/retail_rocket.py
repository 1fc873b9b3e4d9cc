"""Retail Rocket (SailPlay): the history of purchases as shops hand it over. One row an item."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="retail_rocket",
    title="Retail Rocket",
    tells=(
        "Номер чека | Штрихкод",
        "Номер чека | Номер карты",
        "receipt_number | barcode",
        "check_number | barcode",
        "receipt | card | barcode",
    ),
    shape=Shape.ITEM_ROWS,
    columns="""
    order_id: Номер чека | receipt_number | check_number | receipt
    ordered_at: Дата | Дата чека | Дата и время | date | datetime | purchase_date
    customer_id: Номер карты | Карта | card | card_number
    sku: Штрихкод | barcode | Артикул | sku
    quantity: Количество | quantity | qty
    unit_price: Цена | price
    line_discount: Скидка | discount
    channel: Магазин | store | shop | point
    """,
)
