"""RetailCRM and Simla: Заказы → Экспорт. One row an order, items in numbered columns; statuses are the account's."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="retailcrm",
    title="RetailCRM / Simla",
    tells=(
        "Product 1 | Order number",
        "Product 1 | Number",
        "Product 1 name",
        "Товар 1 | Номер заказа",
        "Товар 1 | Номер",
        "Товар 1 название",
        "Product 1 | Status",
        "Товар 1 | Статус",
    ),
    shape=Shape.NUMBERED_ITEMS,
    columns="""
    order_id: Номер заказа | Номер | Order number | Number
    ordered_at: Дата оформления | Дата создания | Дата | Order date | Created at | Date
    name: ФИО | Покупатель | Customer | Full name
    customer_id: ID клиента | Внешний ID клиента | Customer ID | Customer external ID
    order_total: Сумма | Сумма заказа | Итого | Стоимость заказа | Total | Order total | Sum
    channel: Способ оформления | Источник | Order method | Source
    """,
    statuses={  # names of the status groups that a new account starts with
        "недозвон": "cancelled",
        "no call": "cancelled",
        "no answer": "cancelled",
        "нет в наличии": "cancelled",
        "no product": "cancelled",
        "out of stock": "cancelled",
        "купил в другом месте": "cancelled",
        "already buyed": "cancelled",
        "не устроила доставка": "cancelled",
        "delyvery did not suit": "cancelled",
        "не устроила цена": "cancelled",
        "prices did not suit": "cancelled",
        "cancel other": "cancelled",
        "return": "refunded",
        "наличие подтверждено": "pending",
        "availability confirmed": "pending",
        "предложить замену": "pending",
        "offer analog": "pending",
        "готов ждать": "pending",
        "ready to wait": "pending",
        "ожидается поступление": "pending",
        "waiting for arrival": "pending",
        "согласовано с клиентом": "pending",
        "client confirmed": "pending",
        "предоплата поступила": "pending",
        "prepayed": "pending",
        "передано в комплектацию": "pending",
        "send to assembling": "pending",
        "комплектуется": "pending",
        "assembling": "pending",
        "укомплектован": "pending",
        "assembling complete": "pending",
        "send to delivery": "pending",
        "доставка перенесена": "pending",
        "redirect": "pending",
        "выполнен частично": "counted",
        "partially completed": "counted",
    },
)
