"""What a column probably holds, judged by its values: offered on the mapping screen, never taken silently."""

from __future__ import annotations

import re
from collections.abc import Callable

from retention.ingest.options import Reading

EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}.*|\d{1,2}[-./]\d{1,2}[-./](\d{4}|\d{2})\b.*")
PHONE = re.compile(r"'?(\+?\d{1,3})?[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}")
MONEY = re.compile(r"[^\d\w-]*\d[\d\s\u00a0]*[.,]\d{2}\D{0,6}")
LEAST = 0.8
"""Share of the filled values that must look like it."""


def guesses(reading: Reading) -> dict[str, str]:
    """Field → #column, for fields that have no column yet."""
    looks: dict[str, Callable[[str], object]] = {
        "email": EMAIL.fullmatch,
        "ordered_at" if reading.kind == "orders" else "started_at": DATE.fullmatch,
        "phone": PHONE.fullmatch,
        "order_total": MONEY.fullmatch,
    }
    known = {**reading.suggestions, **reading.mapping}
    free = [n for n, title in enumerate(reading.header) if title not in known.values()]
    found: dict[str, str] = {}
    for field, is_like in looks.items():
        at = next((n for n in free if _fits(reading, n, is_like)), None)
        if field in known or at is None or (field == "order_total" and _has_amount(reading)):
            continue
        found[field] = f"#{at + 1}"
        free.remove(at)
    return found


def _fits(reading: Reading, at: int, is_like: Callable[[str], object]) -> bool:
    values = [row[at].strip() for row in reading.samples if len(row) > at and row[at].strip()]
    return bool(values) and sum(bool(is_like(value)) for value in values) >= LEAST * len(values)


def _has_amount(reading: Reading) -> bool:
    return reading.kind != "orders" or bool(
        {"order_total", "line_total", "unit_price"} & set(reading.mapping)
    )
