"""The fields of a session export, and the names that trackers give those columns."""

from retention.ingest.headers import table
from retention.ingest.kind import FileKind

SESSIONS = FileKind(
    key="sessions",
    fields=table(
        """
    session_id: session id | ga session id | visit id | user session | session | sessionid | id визита |
        id сессии | ym s visitid | ym pv visitid | idvisit
    visitor_id: visitor id | user pseudo id | client id | visitor | visitorid | ym s clientid |
        ym pv clientid | id посетителя | clientid
    started_at: started at | event timestamp | session start | start time | event time | visited at |
        timestamp | date time | ym s datetime | ym pv datetime | начало сессии | дата визита |
        время начала | время события
    customer_id: customer id | user id | userid | customerid | id клиента | id покупателя
    email: email | e mail | customer email | почта
    event: event | event name | event type | action | событие
    cart: cart | add to cart | added to cart | has cart | корзина | добавление в корзину
    cart_goal: cart goal
    checkout: checkout | checkout started | begin checkout | оформление заказа
    purchased: purchased | purchase | has purchase | converted | покупка | заказ оформлен
    order_id: order id | transaction id | transactionid | order number | ecommerce transaction id |
        номер заказа
    revenue: revenue | purchase revenue | transaction revenue | value | выручка
    cart_value: cart value | cart total | стоимость корзины
    sku: sku | product id | productid | item id | itemid | артикул | код товара
    product: product | product name | item name | товар | название товара
    category: category | item category | category code | categories viewed | product category |
        категория | категория товара
    price: price | item price | product price | цена
    quantity: quantity | item quantity | qty | количество
    source: source | traffic source source | utm source | referrer name | acquisition channel | источник
    medium: medium | traffic source medium | utm medium | channel | тип источника
    campaign: campaign | traffic source campaign | traffic source name | utm campaign | кампания
    device: device | device category | device type | platform | устройство
    country: country | geo country | страна
    landing_page: landing page | page location | start url | starturl | страница входа
    pages: pages | page views | pageviews | просмотры
    product_views: product views | просмотры товаров
    currency: currency | валюта
    goals: ym s goalsid | ym pv goalsid | goals id
    sign: row sign
    """
    ),
    needed=(("started_at",), ("session_id", "visitor_id")),
    tells=(
        "event name",
        "event type",
        "ga session id",
        "session id",
        "visit id",
        "user session",
        "visitor id | started at",
        "visitor id | event",
        "visitorid | event",
    ),
    texts=(
        "session_id",
        "visitor_id",
        "customer_id",
        "email",
        "event",
        "order_id",
        "sku",
        "product",
        "category",
        "source",
        "medium",
        "campaign",
        "device",
        "country",
        "landing_page",
        "currency",
        "goals",
    ),
    numbers=("revenue", "cart_value", "price", "quantity", "pages", "product_views", "sign"),
    times=("started_at",),
    flags=("cart", "cart_goal", "checkout", "purchased"),
)
"""One row a session, or one row an event."""
