"""The fields of an order export, and the names that shops give those columns."""

from retention.ingest.headers import table
from retention.ingest.kind import FileKind

ORDERS = FileKind(
    key="orders",
    fields=table(
        """
    order_id: order id | order number | order no | order | orderid | order_id | invoice | invoiceno |
        invoice no | invoice number | номер заказа | заказ | № заказа | номер | id заказа | код заказа |
        transaction id
    ordered_at: order date | created at | created | date created | date | ordered at | purchase date |
        invoicedate | invoice date | order time | order datetime | order_date | datetime | timestamp |
        date added | дата заказа | дата создания | дата | создан | время заказа | дата оформления | sent
    updated_at: updated at | modified at | date modified | last modified | дата изменения | изменён |
        изменен
    customer_id: customer id | customerid | client id | user id | customer user | id клиента | код
        клиента | id покупателя | клиент id | номер клиента | покупатель id | customer | client | клиент
        | покупатель
    email: email | e mail | customer email | billing email | email billing | buyer email | client email
        | почта | эл почта | электронная почта | e mail клиента | email клиента | email покупателя
    phone: phone | customer phone | phone number | mobile | telephone | телефон | телефон клиента |
        телефон покупателя | номер телефона | мобильный телефон
    billing_phone: billing phone | phone billing
    name: customer name | full name | name | billing name | bill to name | buyer | full name billing |
        имя | фио | имя клиента | имя покупателя | получатель
    order_total: order total | total | grand total | order amount | order value | order sum | total
        price | order total amount | sum | итого | сумма заказа | стоимость заказа | сумма | всего |
        итоговая сумма
    quantity: quantity | qty | lineitem quantity | item quantity | units | number of cds | count |
        pieces | количество | кол во | колво | шт
    unit_price: unit price | unitprice | price | item price | lineitem price | item cost | price per
        unit | price each | цена | цена за единицу | цена товара | цена за шт | цена продажи
    line_total: line total | line amount | item total | amount | value | dollar value | line value |
        sales | revenue | сумма позиции | стоимость | стоимость позиции | сумма товара | стоимость
        товара
    line_discount: discount | line discount | item discount | lineitem discount | скидка на товар
    discount: order discount | discount amount | discount total | cart discount | скидка | скидка заказа
        | сумма скидки
    status: status | order status | state | статус | статус заказа | состояние заказа
    payment_status: payment status | financial status | статус оплаты | состояние оплаты
    fulfilment_status: fulfillment status | fulfilment status | shipping status | delivery status | статус
        доставки | статус выполнения | статус отгрузки
    paid: paid | is paid | оплачен | оплачено
    cancelled_at: cancelled at | canceled at | cancelled | canceled | отменен | отменён | дата отмены
    refunded_amount: refunded amount | refund amount | total refunded | refunded total | refunds | order
        refund amount | сумма возврата | возвращено
    refunded_at: refunded at | refund date | дата возврата
    currency: currency | order currency | currency code | валюта
    sku: sku | stockcode | stock code | product code | item code | lineitem sku | product id | item # |
        артикул | код товара
    product: product | product name | item name | description | lineitem name | item | title | товар |
        название товара | наименование | название позиции | номенклатура | наименование товара
    items: line items | items | order items | products | product s | product details | products in order |
        товары в заказе | товары | состав заказа | состав | позиции | позиции заказа | корзина | содержимое
        корзины | содержимое заказа
    item_prices: item prices | цены товаров
    category: category | product category | product type | item category | категория | категория товара
        | раздел | группа товаров
    channel: channel | source | sales channel | utm source | traffic source | order source | канал |
        источник | источник заказа | канал продаж | attribution
    coupon: coupon | coupon code | discount code | promo code | promocode | coupons | coupon s | купон |
        промокод | код купона
    country: country | billing country | shipping country | country code | страна
    city: city | billing city | shipping city | town | город | населенный пункт | населённый пункт
    device: device | device category | device type | platform | устройство
    payment: payment | payment method | payment type | paymentsystem | payment method title | способ
        оплаты | оплата
    delivery: delivery | shipping method | delivery method | способ доставки | доставка
    manager: manager | employee | sales manager | менеджер | ответственный
    """
    ),
    needed=(("ordered_at",), ("order_total", "line_total", "unit_price")),
    texts=(
        "order_id",
        "customer_id",
        "email",
        "phone",
        "billing_phone",
        "name",
        "status",
        "currency",
        "sku",
        "product",
        "category",
        "channel",
        "coupon",
        "country",
        "city",
        "device",
        "payment",
        "delivery",
        "manager",
    ),
    numbers=(
        "order_total",
        "quantity",
        "unit_price",
        "line_total",
        "line_discount",
        "discount",
        "refunded_amount",
    ),
    times=("ordered_at", "updated_at", "refunded_at"),
    flags=("paid", "cancelled_at"),
)
"""One row an order or one row an item; the first alias that a file has wins."""
