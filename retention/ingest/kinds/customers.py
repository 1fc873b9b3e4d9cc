"""Customers: who they are, whether they may be written to, since when they buy."""

from retention.ingest.headers import table
from retention.ingest.kind import FileKind
from retention.ingest.kinds.record import NOBODY, PEOPLE, FactKind, Flag

FIELDS = table(
    PEOPLE
    + """
    billing_phone: default address phone | billing phone
    name: name | full name | customer name | имя клиента | фио | клиент | покупатель | имя и фамилия
    first_name: first name | firstname | billing first name | имя
    last_name: last name | lastname | surname | billing last name | фамилия
    birthday: birthday | birth date | birthdate | date of birth | dob | bday | дата рождения | день рождения | др
    consent: consent | accepts email marketing | accepts marketing | marketing consent | email consent | opt in |
        optin | optin time | opted in | email opt in | newsletter | subscribed | subscribed to newsletter |
        subscription status | email subscriber status | email marketing status | согласие | подписка |
        согласие на рассылку | подписан | подписан на рассылку | рассылка | согласие на рекламу |
        получать рассылку | подписка на новости
    first_order_at: first order at | first order | first order date | date of first order | first purchase |
        first purchase date | date of first purchase | customer since | дата первого заказа | первый заказ |
        дата первой покупки | первая покупка | клиент с | покупатель с
    registered_at: registered at | registered | registration date | date registered | registered on | sign up |
        sign up date | signup date | date joined | created at | created | date created | account created |
        user registered | дата регистрации | зарегистрирован | дата создания | регистрация
    points: points | loyalty points | bonus points | bonuses | bonus balance | points balance | reward points |
        баллы | бонусы | бонусные баллы | баланс бонусов | баланс баллов | бонусный баланс | количество бонусов
    points_expire_on: points expire on | points expire | points expiry | points expiry date | points expiration |
        points expiration date | bonus expiry date | баллы сгорят | дата сгорания | дата сгорания бонусов |
        дата сгорания баллов | бонусы сгорают | сгорание бонусов | срок действия бонусов | бонусы действуют до
    city: city | town | default address city | billing city | город | населенный пункт
    country: country | country region | country code | default address country code | billing country | страна
    customer_number: id
    """
)
TELLING = ("birthday", "consent", "first_order_at", "points", "points_expire_on")
"""Fields that only a list of customers has."""

CUSTOMERS = FactKind(
    file=FileKind(
        key="customers",
        fields=FIELDS,
        needed=(("customer_id", "email", "phone", "customer_number"),),
        texts=(
            "customer_id",
            "customer_number",
            "email",
            "phone",
            "billing_phone",
            "name",
            "first_name",
            "last_name",
            "city",
            "country",
        ),
        numbers=("points",),
        times=("birthday", "first_order_at", "registered_at", "points_expire_on"),
        flags=("consent",),
        tells=(
            *(name for field in TELLING for name in FIELDS[field]),
            *("date registered", "registered at", "registration date", "дата регистрации", "user registered"),
            *("total spent | total orders", "total spend | aov"),
        ),
    ),
    table="customer_version",
    has_people=True,
    unusable=(NOBODY,),
    flags={
        "consent": Flag(
            yes=("subscribed", "подписан", "подписана", "согласен", "согласна", "есть", "opted in", "active"),
            no=(
                *(
                    "unsubscribed",
                    "not_subscribed",
                    "not subscribed",
                    "never subscribed",
                    "pending",
                    "redacted",
                ),
                *("cleaned", "bounced", "invalid", "opted out", "отписан", "отписана", "не подписан"),
                *("не подписана", "не согласен", "не согласна", "отказ"),
            ),
        )
    },
)
"""One row a customer."""
