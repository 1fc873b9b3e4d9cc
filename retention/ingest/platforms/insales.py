"""InSales: Заказы → Экспорт. One row an item, the order's fields on all of them."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="insales",
    title="InSales",
    tells=(
        "Номер заказа | Статус заказа | Статус оплаты | Артикул",
        "№ заказа | Дата создания | Статус заказа | Статус оплаты",
        "Номер заказа | Дата создания | Статус заказа | Статус оплаты",
        "Номер заказа | Дата оформления | Статус заказа | Оплачен",
    ),
    shape=Shape.ITEM_ROWS,
    columns="""
    order_id: Номер заказа | № заказа | Номер
    order_total: Итого | Сумма заказа | Стоимость заказа
    payment_status: Статус оплаты
    """,
    statuses={
        "accepted": "pending",
        "approved": "pending",
        "dispatched": "counted",
        "returned": "refunded",
    },
)
