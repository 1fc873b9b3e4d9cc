"""Export layouts with Russian headers or from Russian systems, and bare line files (file-formats, section 1)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from tests.ingest.generated.layouts import Layout, Row, columns, flat, word_of
from tests.ingest.generated.month import Order, Said
from tests.ingest.generated.styles import Style, grouped
from tests.ingest.generated.western import EMAIL_PHONE


def roubles(amount: Decimal) -> str:
    """As a shop's money formatter writes it inside a packed cell."""
    return grouped(amount, ",", " ") + " руб."


BITRIX_OLD = columns(
    "ID,Дата заказа,Дата изменения,Покупатель,Статус,Оплачен,Дата оплаты,Отменен,Сумма,Платежная система,Позиции"
)
BITRIX_WORDS = {
    "paid": ("Выполнен", "counted"),
    "part": ("Доставлен", "counted"),
    "pending": ("Принят", "pending"),
    "cancelled": ("Принят", "cancelled"),
    "refunded": ("Принят", "cancelled"),
}
LETTERS = {"Выполнен": "F", "Доставлен": "D", "Принят": "N"}


def buyer(order: Order) -> str:
    """The user as the admin pages print one; a guest's cell is empty."""
    number = order.identifier("id")
    return f"[{number}] {order.person.name} (buyer{number})" if number else ""


def yes(is_so: bool, order: Order, dated: bool) -> str:
    """Да with the day, or Нет."""
    return ("Да" + f" {order.changed_at:%d.%m.%Y %H:%M:%S}" * dated) if is_so else "Нет"


def bitrix_old_row(order: Order) -> list[Row]:
    """Every cell quoted; status, user and basket packed."""
    word, meaning = BITRIX_WORDS.get(order.state, BITRIX_WORDS["paid"])
    is_paid = meaning == "counted"
    return [{
        "ID": str(order.number), "Дата заказа": order.at, "Дата изменения": order.changed_at,
        "Покупатель": buyer(order), "Статус": f"[{LETTERS[word]}] {word} {order.changed_at:%d.%m.%Y %H:%M:%S}",
        "Оплачен": "Да" if is_paid else "Нет", "Дата оплаты": order.at if is_paid else "",
        "Отменен": yes(meaning == "cancelled", order, True), "Сумма": order.total, "Платежная система": "Карта",
        "Позиции": "\n".join(f"[{item.sku[4:]}] {flat(item.product)} ({item.quantity} шт.)" for item in order.items),
    }]  # fmt: skip


BITRIX_NEW = columns(
    "Номер заказа;Дата создания;Дата изменения;Сумма;Статус;Оплачен;Отменен;Позиции;Цена товара;Покупатель",
    ";",
)


def bitrix_new_row(order: Order) -> list[Row]:
    """Items joined by blanks, their prices in a parallel cell."""
    word, meaning = BITRIX_WORDS.get(order.state, BITRIX_WORDS["paid"])
    return [{
        "Номер заказа": f"№A{order.number}", "Дата создания": order.at, "Дата изменения": order.changed_at,
        "Сумма": order.total, "Статус": word, "Оплачен": "Да" if meaning == "counted" else "Нет",
        "Отменен": "Да" if meaning == "cancelled" else "Нет",
        "Позиции": " ".join(f"[{item.sku[4:]}] {flat(item.product)} ({item.quantity} шт)" for item in order.items),
        "Цена товара": " ".join(roubles(item.price) for item in order.items), "Покупатель": buyer(order),
    }]  # fmt: skip


INSALES = columns(
    "№ заказа;Дата создания;Статус заказа;Статус оплаты;Покупатель;Телефон;E-mail;Город;Способ доставки;"
    "Способ оплаты;Промокод;Артикул;Название товара;Количество;Цена продажи;Сумма позиции;Скидка;"
    "Стоимость доставки;Итого;Источник;Комментарий покупателя",
    ";",
)
INSALES_WORDS = {
    "paid": ("Доставлен", "counted"),
    "pending": ("Новый", "pending"),
    "cancelled": ("Отменён", "cancelled"),
    "refunded": ("Возврат", "refunded"),
}


def insales_rows(order: Order) -> list[Row]:
    """One row a line, every field of the order repeated."""
    word = word_of(INSALES_WORDS, order)
    whole: Row = {
        "№ заказа": str(order.number), "Дата создания": order.at, "Статус заказа": word,
        "Статус оплаты": "Оплачен" if word in ("Доставлен", "Возврат") else "Не оплачен",
        "Покупатель": order.person.name, "Телефон": order.identifier("phone"), "E-mail": order.identifier("email"),
        "Город": order.person.city, "Способ доставки": "Курьер", "Способ оплаты": "Картой", "Промокод": order.coupon,
        "Скидка": order.discount, "Стоимость доставки": order.shipping, "Итого": order.total, "Источник": "сайт",
        "Комментарий покупателя": order.note,
    }  # fmt: skip
    return [
        whole | {
            "Артикул": item.sku, "Название товара": item.product, "Количество": item.quantity,
            "Цена продажи": item.price, "Сумма позиции": item.amount,
        } for item in order.items
    ]  # fmt: skip


RETAILCRM = columns(
    "Номер заказа;Дата оформления;Статус;ФИО;Телефон;E-mail;Город;Сумма заказа;Товар 1;Артикул 1;Количество 1;Цена 1;"
    "Товар 2;Артикул 2;Количество 2;Цена 2;Товар 3;Артикул 3;Количество 3;Цена 3",
    ";",
)
RETAILCRM_WORDS = {
    "paid": ("Выполнен", "counted"),
    "pending": ("Новый", "pending"),
    "cancelled": ("Отменен", "cancelled"),
    "refunded": ("Возврат", "refunded"),
}


def retailcrm_row(order: Order) -> list[Row]:
    """Wide: the products with their properties in numbered columns."""
    row: Row = {
        "Номер заказа": f"{order.number}C", "Дата оформления": order.at, "Статус": word_of(RETAILCRM_WORDS, order),
        "ФИО": order.person.name, "Телефон": order.identifier("phone"), "E-mail": order.identifier("email"),
        "Город": order.person.city, "Сумма заказа": order.total,
    }  # fmt: skip
    for n, item in enumerate(order.items, 1):
        row |= {
            f"Товар {n}": item.product, f"Артикул {n}": item.sku, f"Количество {n}": item.quantity,
            f"Цена {n}": item.price,
        }  # fmt: skip
    return [row]


TILDA = columns(
    "Email;Название;Телефон;Дата;Промокод;Товары в заказе;utm_campaign;Адрес_доставки;Комментарий;tranid;formid;"
    "formname;Сумма заказа;Stage",
    ";",
)


def tilda_row(order: Order) -> list[Row]:
    """The form's fields; the stage never says that an order was cancelled or given back."""
    return [{
        "Email": order.identifier("email"), "Название": order.person.name, "Телефон": order.identifier("phone"),
        "Дата": order.at, "Промокод": order.coupon, "utm_campaign": "spring",
        "Товары в заказе": "\n".join(f"{flat(i.product)} x {i.quantity} ≡ {i.price}" for i in order.items),
        "Адрес_доставки": order.person.city, "Комментарий": order.note, "tranid": f"{order.number}:1",
        "formid": "form1", "formname": "Cart", "Сумма заказа": order.total, "Stage": "Входящие",
    }]  # fmt: skip


TILDA_LEADS = columns(
    "Name;Email;Phone;paymentsystem;orderid;paymentid;products;promocode;subtotal;discount;sum;Currency;status;"
    "requestid;sent;formid;referer;utm_source;utm_medium;utm_campaign",
    ";",
)
LEAD_WORDS = {"paid": ("paid", "counted"), "pending": ("new", "pending"), "cancelled": ("new", "pending")}


def tilda_lead_row(order: Order) -> list[Row]:
    """One submitted cart form, as in the open data."""
    return [{
        "Name": order.person.name, "Email": order.identifier("email"), "Phone": order.identifier("phone"),
        "paymentsystem": "yakassa", "orderid": str(order.number), "paymentid": f"{order.number}-pay",
        "products": "; ".join(
            f"{flat(i.product)} ({i.sku}) - {i.quantity}x{i.price}={i.amount}" for i in order.items),
        "promocode": order.coupon, "subtotal": order.goods, "discount": order.discount, "sum": order.total,
        "Currency": "RUB", "status": word_of(LEAD_WORDS, order), "requestid": f"7:{order.number}", "sent": order.at,
        "formid": "form1", "referer": "https://shop.example.com/catalog", "utm_source": "yandex",
    }]  # fmt: skip


CDP = columns(
    "id,client_uniq_id,client_type,create_date_time,update_date_time,finish_date_time,revenue,order_status"
)
CDP_WORDS = {
    "paid": ("PAID", "counted"),
    "pending": ("IN_PROGRESS", "pending"),
    "cancelled": ("CANCELLED", "cancelled"),
    "refunded": ("CANCELLED", "cancelled"),
}


def cdp_row(order: Order) -> list[Row]:
    """What shops prepare for Yandex Metrica."""
    return [{
        "id": str(order.number), "client_uniq_id": order.identifier("id"), "client_type": "CONTACT",
        "create_date_time": order.at, "update_date_time": order.changed_at, "revenue": order.total,
        "order_status": word_of(CDP_WORDS, order),
    }]  # fmt: skip


MINISHOP = columns("id,user_id,createdon,updatedon,num,cost,cart_cost,delivery_cost,status,comment")
MINISHOP_WORDS = {
    "paid": ("Оплачен", "counted"),
    "part": ("Отправлен", "counted"),
    "pending": ("Новый", "pending"),
    "cancelled": ("Отменён", "cancelled"),
    "refunded": ("Отменён", "cancelled"),
}


def minishop_row(order: Order) -> list[Row]:
    """Totals; the user's number is the only trace."""
    return [{
        "id": str(order.number), "user_id": order.identifier("id") or "0", "createdon": order.at,
        "updatedon": order.changed_at, "num": f"2403/{order.number - 1000}", "cost": order.total,
        "cart_cost": order.goods - order.discount, "delivery_cost": order.shipping,
        "status": word_of(MINISHOP_WORDS, order), "comment": order.note,
    }]  # fmt: skip


RETAIL = columns("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country")
GIVEN_BACK = ("cancelled", "refunded")


def retail_rows(order: Order) -> list[Row]:
    """Lines only; what was given back is an invoice of its own with a C and negative quantities."""
    rows: list[Row] = [
        {
            "InvoiceNo": str(order.number), "StockCode": item.sku, "Description": item.product,
            "Quantity": item.quantity, "InvoiceDate": order.at, "UnitPrice": item.price,
            "CustomerID": order.identifier("id"), "Country": "United Kingdom",
        } for item in order.items
    ]  # fmt: skip
    if order.state in GIVEN_BACK:
        later = order.at + timedelta(minutes=1)
        rows += [
            row | {"InvoiceNo": f"C{order.number}", "Quantity": -item.quantity, "InvoiceDate": later}
            for row, item in zip(rows, order.items, strict=True)
        ]
    return rows


def retail_return(order: Order) -> list[Said]:
    """The negative invoice of an order that was given back."""
    if order.state not in GIVEN_BACK:
        return []
    number = order.identifier("id")
    shown = (f"id {number}",) if number else ()
    return [
        Said(f"C{order.number}", order.at + timedelta(minutes=1), -order.goods, "counted", Decimal(0), shown)
    ]


GENERIC = columns(
    "Номер заказа;Дата заказа;E-mail;Телефон;Сумма заказа;Сумма возврата;Статус;Город;Комментарий", ";"
)


def generic_row(order: Order) -> list[Row]:
    """A table as somebody makes it by hand."""
    return [{
        "Номер заказа": str(order.number), "Дата заказа": order.at, "E-mail": order.identifier("email"),
        "Телефон": order.identifier("phone").replace("+7", "8"), "Сумма заказа": order.total,
        "Сумма возврата": order.refund, "Статус": word_of(RETAILCRM_WORDS, order), "Город": order.person.city,
        "Комментарий": order.note,
    }]  # fmt: skip


RUSSIAN = Style(delimiter=";", encoding="cp1251", number="1 234,50", date="dotted", end="\r\n")
ID = frozenset({"id"})
LAYOUTS = (
    Layout(
        "bitrix_old", BITRIX_OLD, bitrix_old_row, BITRIX_WORDS, replace(RUSSIAN, delimiter=",", number="roubles"),
        ID, has_lines=True, quote_all=True,
    ),
    Layout(
        "bitrix_new", BITRIX_NEW, bitrix_new_row, BITRIX_WORDS, replace(RUSSIAN, number="roubles"), ID,
        number=lambda order: f"№A{order.number}", has_lines=True,
    ),
    Layout("insales", INSALES, insales_rows, INSALES_WORDS, RUSSIAN, EMAIL_PHONE, has_lines=True, has_city=True),
    Layout(
        "retailcrm_numbered", RETAILCRM, retailcrm_row, RETAILCRM_WORDS, replace(RUSSIAN, encoding="utf-8"),
        EMAIL_PHONE, number=lambda order: f"{order.number}C", has_lines=True, has_city=True,
    ),
    Layout(
        "tilda_shop", TILDA, tilda_row, {"paid": ("", "counted")}, Style(delimiter=";", encoding="utf-8 bom"),
        EMAIL_PHONE, number=lambda order: f"{order.number}:1", has_lines=True,
    ),
    Layout(
        "tilda_leads", TILDA_LEADS, tilda_lead_row, LEAD_WORDS, Style(delimiter=";"), EMAIL_PHONE, has_lines=True,
    ),
    Layout("yandex_cdp", CDP, cdp_row, CDP_WORDS, identifiers=ID),
    Layout(
        "minishop2", MINISHOP, minishop_row, MINISHOP_WORDS, identifiers=ID,
        numbers=lambda order: {f"2403/{order.number - 1000}"},
    ),
    Layout(
        "online_retail_lines", RETAIL, retail_rows, {"paid": ("", "counted")}, Style(encoding="cp1252", end="\r\n"),
        ID, amount=lambda order: order.goods, has_lines=True, more=retail_return,
    ),
    Layout(
        "generic_ru", GENERIC, generic_row, RETAILCRM_WORDS, RUSSIAN, EMAIL_PHONE, tells_refunds=True, has_city=True,
    ),
)  # fmt: skip
