"""Abandoned checkouts as the platform exports them: contacts, items, value, recovered or not."""

from retention.ingest.headers import table
from retention.ingest.kind import FileKind
from retention.ingest.kinds.record import PEOPLE, FactKind, Flag

CHECKOUTS = FactKind(
    file=FileKind(
        key="checkouts",
        fields=table(
            PEOPLE
            + """
    checkout_id: checkout id | checkout | cart id | abandoned cart id | abandoned checkout id | token | cart token |
        id | name | checkout name | id корзины | номер корзины | id брошенной корзины
    name: customer name | customer | full name | billing name | username | имя | фио | имя клиента | клиент |
        покупатель
    first_name: first name | billing first name | firstname
    last_name: last name | billing last name | lastname
    abandoned_at: abandoned at | abandoned date | abandoned on | created at | created | date created | checkout date |
        date | cart date | last activity | updated at | дата | дата создания | дата корзины | брошена |
        время создания
    recovered: recovered | recovery status | is recovered | cart status | status | order status | recovered cart |
        восстановлена | восстановлен | статус | оформлена
    recovered_at: recovered at | recovered date | completed at | closed at | дата восстановления
    amount: total | cart total | cart value | total price | checkout total | order total | value | amount |
        abandoned total | сумма | сумма корзины | стоимость | стоимость корзины | итого
    currency: currency | currency code | валюта
    product: lineitem name | products | product | items | cart items | cart contents | product names | состав |
        товары | товар | товары в корзине | состав корзины
    sku: lineitem sku | sku | артикул
    quantity: lineitem quantity | quantity | qty | items count | number of items | количество | кол во
    unit_price: lineitem price | price | unit price | цена
    """
        ),
        needed=(("abandoned_at",), ("checkout_id", "email", "phone", "customer_id")),
        texts=(
            *("customer_id", "email", "phone", "checkout_id", "name", "first_name", "last_name"),
            *("currency", "product", "sku"),
        ),
        numbers=("amount", "quantity", "unit_price"),
        times=("abandoned_at", "recovered_at"),
        flags=("recovered",),
        tells=(
            *(
                "abandoned checkout url",
                "abandoned at",
                "abandoned date",
                "abandoned on",
                "abandoned cart id",
            ),
            *("abandoned checkout id", "abandoned total", "recovery status", "recovered at", "recovered"),
            *("checkout id", "cart status", "recovery url", "cart token", "recovered cart", "abandoned"),
            *("id брошенной корзины", "сумма корзины", "состав корзины", "дата восстановления"),
            *("товары в корзине", "номер корзины", "дата корзины", "id корзины"),
        ),
    ),
    table="checkout_version",
    has_people=True,
    is_by_names=True,
    unusable=(
        (
            "abandoned_at is null and (checkout_id is null or checkout_id not in (select checkout_id from typed_row "
            "where abandoned_at is not null and checkout_id is not null))",
            "no_date",
        ),
        ("checkout_id is null and customer_id is null and email is null and phone is null", "no_customer"),
    ),
    flags={
        "recovered": Flag(
            yes=(
                "recovered",
                "completed",
                "complete",
                "converted",
                "восстановлена",
                "восстановлен",
                "оформлена",
            ),
            no=(
                *("not recovered", "not_recovered", "unrecovered", "abandoned", "lost", "open", "active"),
                *("pending", "failed", "expired", "не восстановлена", "не восстановлен", "брошена", "новая"),
            ),
        )
    },
)
"""One row a checkout, or one item of it."""
