"""Summary tables of web analytics: counts by day, source or page, without people. They are told apart and refused."""

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
WHO = {"session_id", "visitor_id", "customer_id", "email", "phone", "billing_phone", "order_id"}
"""Fields that lead to a person or to one order."""


def refuse_summary(header: list[str], folded_header: list[str], mapped: set[str], file: str) -> None:
    """Raises ImportRefused for a table that counts visits or visitors and names none."""
    counts = [cell for cell, name in zip(header, folded_header, strict=True) if name in COUNTS]
    if counts and not mapped & WHO:
        raise ImportRefused("summary_table", file=file, found=", ".join(counts[:4]))
