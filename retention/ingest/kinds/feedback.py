"""Feedback: ratings, survey answers, call sheets that came back filled in."""

from retention.ingest.headers import table
from retention.ingest.kind import FileKind
from retention.ingest.kinds.record import PEOPLE, FactKind

FEEDBACK = FactKind(
    file=FileKind(
        key="feedback",
        fields=table(
            PEOPLE
            + """
    given_at: date | given at | submitted at | submitted | response date | answered at | review date | created at |
        created | date created | timestamp | call date | completed at | дата | дата ответа | дата отзыва |
        дата звонка | дата оценки | отметка времени | дата создания
    score: score | rating | stars | nps | nps score | csat | review score | review rating | оценка | балл |
        оценка nps | рейтинг | звезды
    reason: reason | why | churn reason | reason for leaving | category of reason | result | outcome | call result |
        причина | причина ухода | причина отказа | итог звонка | результат звонка
    comment: comment | comments | feedback | review | review text | body | answer | text | message |
        комментарий | отзыв | текст отзыва | ответ | текст
    survey: survey | survey name | question | form | опрос | вопрос | анкета
    order_id: order id | order number | order no | order | номер заказа | заказ
    product: product | product name | product title | товар | название товара
    sku: sku | product sku | артикул
    """
        ),
        needed=(("given_at",), ("score", "reason", "comment")),
        texts=("customer_id", "email", "phone", "reason", "comment", "survey", "order_id", "product", "sku"),
        numbers=("score",),
        times=("given_at",),
        tells=(
            *("score", "rating", "nps", "nps score", "csat", "review rating", "review score", "stars"),
            *("churn reason", "reason for leaving", "call result", "feedback", "review text"),
            *("оценка", "оценка nps", "рейтинг", "отзыв", "текст отзыва", "причина ухода", "итог звонка"),
            *("результат звонка", "дата звонка", "дата отзыва"),
        ),
    ),
    table="feedback_version",
    has_people=True,
    is_by_names=True,
    unusable=(
        ("given_at is null", "no_date"),
        ("score is null and reason is null and comment is null", "no_answer"),
    ),
)
"""One row an answer."""
