"""Tables at hand that are no shop data: counts by day or source, summaries for models, payments. Told apart."""

from __future__ import annotations

from retention.errors import ImportRefused
from retention.ingest.headers import names

COUNTS = set(
    names(
        "sessions | users | total users | active users | new users | returning users | engaged sessions "
        "| engagement rate | engaged sessions per user | average engagement time | event count | key "
        "events | bounce rate | bouncerates | exit rate | exitrates | pagevalues | views | views per "
        "user | visits | visitors | unique visitors | page depth | nb visits | nb uniq visitors | nb "
        "actions | bounce count | ym s visits | ym s users | ym s pageviews | сеансы | пользователи | "
        "всего пользователей | активные пользователи | новые пользователи | количество событий | "
        "ключевые события | визиты | посетители | новые посетители | отказы | доля отказов | глубина "
        "просмотра | время на сайте | просмотры"
    )
)
"""Columns that only summaries have, folded."""
COUNTS_OF_ORDERS = set(
    names(
        "orders | orders count | number of orders | order count | total orders | purchases | ecommerce purchases | "
        "transactions | заказы | заказов | кол-во заказов | количество заказов | число заказов | всего заказов | "
        "покупки | транзакции"
    )
)
"""Columns over numbers of orders: a row sums up many of them."""
MODELS = ("frequency | recency | T", "frequency | recency | monetary_value", "x | t_x | T", "x | t.x | T.cal")
PAYMENTS = ("Kind | Gateway | Amount", "Payout ID | Amount | Net", "Transaction Type | Gateway | Amount")
"""Header sets, any of which tells the table."""
WHO = {"session_id", "visitor_id", "customer_id", "email", "phone", "billing_phone", "order_id"}
"""Fields that lead to a person or to one order."""


def refuse_summary(header: list[str], folded_header: list[str], mapped: set[str], file: str) -> None:
    """Raises ImportRefused for a table that counts visits or orders and names none, or is made for something else."""
    shown = ", ".join(header[:6])
    if _is_told(folded_header, MODELS):
        raise ImportRefused("model_summary", file=file, found=shown)
    if _is_told(folded_header, PAYMENTS):
        raise ImportRefused("payments_table", file=file, found=shown)
    counts = [cell for cell, name in zip(header, folded_header, strict=True) if name in COUNTS]
    if counts and not mapped & WHO:
        raise ImportRefused("summary_table", file=file, found=", ".join(counts[:4]))
    of_orders = [cell for cell, name in zip(header, folded_header, strict=True) if name in COUNTS_OF_ORDERS]
    if of_orders and not mapped & WHO:
        raise ImportRefused("orders_summed_up", file=file, found=", ".join(of_orders[:4]))


def _is_told(folded_header: list[str], sets: tuple[str, ...]) -> bool:
    return any(set(names(told)) <= set(folded_header) for told in sets)
