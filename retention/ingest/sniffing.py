"""What a column probably means, by its values and by a name like a known one: offered on the mapping screen, never
taken silently."""

from __future__ import annotations

import re
from collections.abc import Callable

from retention.ingest.headers import folded
from retention.ingest.options import Reading
from retention.ingest.stamps import formats_of

EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}.*|\d{1,2}[-./]\d{1,2}[-./](\d{4}|\d{2})\b.*")
RUN_TOGETHER = re.compile(
    r"(19[789]|20\d)\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(([01]\d|2[0-3])([0-5]\d){1,2})?"
)
PHONE = re.compile(r"'?(\+?\d{1,3})?[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}")
MONEY = re.compile(r"[^\d\w-]*\d[\d\s\u00a0]*[.,]\d{2}\D{0,6}")
LEAST = 0.8
"""Share of the filled values that must look like it."""
SHORTEST = 3
"""A name of fewer letters is like many names."""

Test = Callable[[str], object]


def offers(reading: Reading) -> dict[str, str]:
    """Field → #column, for fields that have no column yet: by the column's name where it tells, else by its values."""
    by_name = _by_name(reading)
    taken = {*reading.mapping.values(), *by_name.values()}
    free = [n for n, title in enumerate(reading.header) if title not in taken]
    known = {*reading.mapping, *by_name}
    numbers = {field: f"#{reading.header.index(title) + 1}" for field, title in by_name.items()}
    return numbers | _by_values(reading, known, free)


def _by_name(reading: Reading) -> dict[str, str]:
    """Field → title, where the name is long enough to be like a known one, and numbers stand below it."""
    found: dict[str, str] = {}
    for field, title in reading.suggestions.items():
        is_told = len(folded(title)) >= SHORTEST and title not in found.values()
        if is_told and _fits(reading, reading.header.index(title), _has_digit):
            found[field] = title
    return found


def _by_values(reading: Reading, known: set[str], free: list[int]) -> dict[str, str]:
    is_order = reading.kind == "orders"
    looks: dict[str, tuple[Test, ...]] = {
        "email": (EMAIL.fullmatch,),
        "ordered_at" if is_order else "started_at": (_is_date, RUN_TOGETHER.fullmatch),
        "phone": (PHONE.fullmatch,),
        "order_total": (MONEY.fullmatch,) if is_order and not _has_amount(known) else (),
    }
    found: dict[str, str] = {}
    for field, tests in looks.items():
        at = next((n for test in tests for n in free if _fits(reading, n, test)), None)
        if field not in known and at is not None:
            found[field] = f"#{at + 1}"
            free.remove(at)
    return found


def _fits(reading: Reading, at: int, is_like: Test) -> bool:
    values = [row[at].strip() for row in reading.samples if len(row) > at and row[at].strip()]
    return bool(values) and sum(bool(is_like(value)) for value in values) >= LEAST * len(values)


def _is_date(value: str) -> bool:
    """Also with the month in words; digits alone may be a number."""
    return bool(DATE.fullmatch(value) or (not value.isdecimal() and formats_of(value)))


def _has_digit(value: str) -> bool:
    return any(sign.isdigit() for sign in value)


def _has_amount(known: set[str]) -> bool:
    return bool({"order_total", "line_total", "unit_price"} & known)
