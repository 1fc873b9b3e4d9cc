"""1C-Bitrix: Магазин → Заказы → Excel/CSV. One row an order, the basket in one cell.

The old export quotes every cell and parts them by commas, the newer list parts them by semicolons. Values are
dressed: `[F] Выполнен 01.02.2024`, `Да 01.02.2024`, `[12] Имя Фамилия (login)`, `1 000 руб.`.
"""

from retention.captions import N_
from retention.ingest.platforms.record import Platform, Shape

DATE = r"\s*\d{2}\.\d{2}\.\d{4}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$"
YES_NO = (r"(?is)^\s*(да|нет|yes|no|y|n)(?:\P{L}.*)?$", r"\1")

PLATFORM = Platform(
    key="bitrix",
    title=N_("1C-Bitrix"),
    tells=(
        "Позиции | Отменен",
        "Позиции | Цена товара",
        "ID | Дата заказа | Оплачен | Отменен",
        "Номер заказа | Дата создания | Оплачен | Отменен",
        "Дата создания | Покупатель | Отменен | Статус",
    ),
    shape=Shape.PACKED_ITEMS,
    columns="""
    order_id: Номер заказа | № заказа | ID
    ordered_at: Дата создания | Дата заказа | Дата вставки
    updated_at: Дата изменения | Дата обновления
    order_total: Сумма | Сумма заказа | Цена | Стоимость
    status: Статус
    paid: Оплачен
    cancelled_at: Отменен
    customer_id: Покупатель | Пользователь | ID пользователя
    name: Покупатель | Пользователь | ФИО | Ф.И.О.
    items: Позиции | Состав заказа | Корзина
    item_prices: Цена товара
    payment: Платежная система | Плат. система | Способ оплаты
    delivery: Служба доставки | Доставка
    """,
    ignored="Дата оплаты | Дата отмены | Дата статуса | Стоимость доставки",
    items="bracketed",
    cells={
        "status": (rf"^\s*\[[^\]]*\]\s*|{DATE}", ""),
        "paid": YES_NO,
        "cancelled_at": YES_NO,
        "customer_id": (r"(?s)^\s*\[?(\d+)\]?(?:\s.*)?$|^.*$", r"\1"),
        "name": (r"^\s*\[\d+\]\s*|\s*\([^()]*\)\s*$", ""),
    },
    statuses={
        "принят, ожидается оплата": "pending",
        "оплачен, формируется к отправке": "counted",
        "ожидает обработки": "pending",
        "n": "pending",
        "p": "counted",
        "f": "counted",
        "d": "cancelled",
    },
    advice={"email": "advice_bitrix", "refunded_amount": "no_refunded_amounts"},
)
