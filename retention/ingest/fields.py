"""The fields that a file's columns can mean, and the names that shops give those columns, in English and Russian.

A field is recognised by its exact header text after folding (case, blanks, punctuation); near misses are only
suggested on the mapping screen, never taken silently.
"""

from __future__ import annotations

import re


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Lines `field: name | name`; a deeper indented line goes on."""
    lines = re.sub(r"\n {8,}", " ", text).strip().splitlines()
    parted = (line.partition(":") for line in lines)
    return {name.strip(): tuple(alias.strip() for alias in known.split("|")) for name, _, known in parted}


ORDER_FIELDS: dict[str, tuple[str, ...]] = _table(
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
    status: status | order status | financial status | state | статус | статус заказа | состояние заказа
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
)
"""Fields of an order export; the first alias that a file has wins."""

SESSION_FIELDS: dict[str, tuple[str, ...]] = _table(
    """
    session_id: session id | ga session id | visit id | user session | session | id визита | id сессии |
        ym s visitid | idvisit
    visitor_id: visitor id | user pseudo id | client id | visitor | visitorid | ym s clientid | id
        посетителя | clientid
    started_at: started at | event timestamp | session start | start time | event time | visited at |
        timestamp | date time | ym s datetime | начало сессии | дата визита | время начала
    customer_id: customer id | user id | customerid | id клиента | id покупателя
    email: email | e mail | customer email | почта
    event: event | event name | event type | action | событие
    cart: cart | add to cart | added to cart | has cart | корзина | добавление в корзину
    checkout: checkout | checkout started | begin checkout | оформление заказа
    purchased: purchased | purchase | has purchase | converted | покупка | заказ оформлен
    order_id: order id | transaction id | order number | ecommerce transaction id | номер заказа
    revenue: revenue | purchase revenue | transaction revenue | value | выручка
    cart_value: cart value | cart total | стоимость корзины
    source: source | traffic source source | utm source | referrer name | источник
    medium: medium | traffic source medium | utm medium | channel | тип источника
    campaign: campaign | traffic source campaign | traffic source name | utm campaign | кампания
    device: device | device category | device type | platform | устройство
    country: country | geo country | страна
    landing_page: landing page | page location | start url | starturl | страница входа
    pages: pages | page views | pageviews | просмотры
    product_views: product views | просмотры товаров
    currency: currency | валюта
    """
)
"""Fields of a session export: one row a session, or one row an event."""

NEEDED = {
    "orders": (("ordered_at",), ("order_total", "line_total", "unit_price")),
    "sessions": (("started_at",), ("session_id", "visitor_id")),
}
"""What a file of each kind must have: one column out of each group."""

TEXT_FIELDS = {
    "orders": (
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
    "sessions": (
        "session_id",
        "visitor_id",
        "customer_id",
        "email",
        "event",
        "order_id",
        "source",
        "medium",
        "campaign",
        "device",
        "country",
        "landing_page",
        "currency",
    ),
}
NUMBER_FIELDS = {
    "orders": (
        "order_total",
        "quantity",
        "unit_price",
        "line_total",
        "line_discount",
        "discount",
        "refunded_amount",
    ),
    "sessions": ("revenue", "cart_value", "pages", "product_views"),
}
TIME_FIELDS = {"orders": ("ordered_at", "updated_at", "refunded_at"), "sessions": ("started_at",)}
FLAG_FIELDS = {"orders": ("paid", "cancelled_at"), "sessions": ("cart", "checkout", "purchased")}


def folded(header: str) -> str:
    """Header text with case, punctuation and doubled blanks taken out: «E-mail » and “E Mail” are one name."""
    return " ".join(re.sub(r"[^\w№#]+|_", " ", header.lower().replace("ё", "е")).split())


def aliases(kind: str) -> dict[str, tuple[str, ...]]:
    """Field → folded names, for orders or sessions."""
    table = ORDER_FIELDS if kind == "orders" else SESSION_FIELDS
    return {field: tuple(folded(name) for name in names) for field, names in table.items()}


def all_fields(kind: str) -> tuple[str, ...]:
    """Every field of the kind, in the table's order."""
    return tuple(ORDER_FIELDS if kind == "orders" else SESSION_FIELDS)
