"""Tilda: Заявки / Tilda CRM → Экспорт. One row an order form; the header holds the form's own field names.

Nothing in it says that an order was cancelled or given back, and forms that were never paid may be inside.
"""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="tilda",
    title="Tilda",
    tells=("tranid | formid", "formid | products | sum", "formid | Товары в заказе", "requestid | formid"),
    shape=Shape.PACKED_ITEMS,
    columns="""
    order_id: orderid | tranid | requestid
    ordered_at: Дата | Date | sent | created
    order_total: Сумма заказа | sum | Сумма | amount | price
    items: Товары в заказе | products | Название | Товары
    status: status | Stage | Status
    coupon: Промокод | promocode
    discount: discount | Скидка
    channel: utm_source
    city: Город | City
    name: Name | Имя | ФИО
    """,
    ignored="formname | subtotal | referer | utm_medium | utm_campaign | Status ID | paymentid",
    statuses={"входящие": "counted", "inbox": "counted", "new lead": "counted"},
    notes=("no_refunds_inside",),
)
