"""Which kind of file a header line tells, where no platform does. What could be two kinds is asked, never guessed."""

from __future__ import annotations

from retention.ingest.fields import KINDS
from retention.ingest.kinds import FACT_KINDS

NUMBERS_OF_ORDERS = {
    *(
        "order id",
        "order number",
        "order no",
        "orderid",
        "invoiceno",
        "invoice no",
        "invoice number",
        "invoice",
    ),
    *("номер заказа", "№ заказа", "id заказа", "код заказа"),
}
"""Headers under which only an order's number stands."""
PERSON = ("customer_id", "email", "phone")
HARD_TO_MISTAKE = "checkouts"
"""An abandoned checkout looks like an order with one or two columns more: those columns decide."""


def kinds_told_by(headers: list[str], asked: set[str]) -> tuple[str, ...]:
    """The kinds that the folded headers leave open: one where they decide, several where only the user can.

    `asked`: the fields that the user named; one that only one kind has decides. Orders where nothing is told.
    """
    present = set(headers)
    by_field = tuple(key for key in KINDS if asked & _own_fields(key))
    if by_field:
        return by_field[:1]
    told = tuple(key for key, kind in KINDS.items() if kind.is_told_by(present))
    if "sessions" in told:
        return ("sessions",)
    facts = tuple(key for key in told if key in FACT_KINDS and KINDS[key].is_complete_in(present))
    if HARD_TO_MISTAKE in facts:
        return (HARD_TO_MISTAKE,)
    if _is_like_orders(present):
        return _beside_orders(facts, present)
    return facts or _untold(present)


def _is_like_orders(present: set[str]) -> bool:
    """Date, amount, and an order, a person or a product to which they belong."""
    named = any(_has(present, "orders", field) for field in (*PERSON, "product", "sku"))
    return KINDS["orders"].is_complete_in(present) and (named or bool(present & NUMBERS_OF_ORDERS))


def _beside_orders(facts: tuple[str, ...], present: set[str]) -> tuple[str, ...]:
    """Orders may carry a customer's or a product's columns beside; only answers about orders are ambiguous then."""
    if present & NUMBERS_OF_ORDERS:
        facts = tuple(key for key in facts if key == "feedback")
    if _has(present, "orders", "quantity"):  # so many pieces on a day: that is a sale
        facts = tuple(key for key in facts if key != "products")
    return ("orders", *facts)


def _untold(present: set[str]) -> tuple[str, ...]:
    """Contacts alone are people to write to, or people not to write to; anything else is tried as orders or visits."""
    complete = {
        key: KINDS[key].found_in(present) for key in ("orders", "sessions") if _is_complete(present, key)
    }
    if complete:
        return ("orders",) if "orders" in complete else ("sessions",)
    has_person = any(_has(present, "customers", field) for field in PERSON)
    has_more = any(
        _has(present, "orders", field) for field in ("ordered_at", "order_total", "line_total", "unit_price")
    )
    has_visit = any(_has(present, "sessions", field) for field in ("session_id", "visitor_id", "started_at"))
    return ("customers", "suppression") if has_person and not has_more and not has_visit else ("orders",)


def _is_complete(present: set[str], key: str) -> bool:
    return KINDS[key].is_complete_in(present)


def _has(present: set[str], key: str, field: str) -> bool:
    return any(name in present for name in KINDS[key].aliases[field])


def _own_fields(key: str) -> set[str]:
    """The fields that no other kind has."""
    others = (set(kind.fields) for other, kind in KINDS.items() if other != key)
    return set(KINDS[key].fields).difference(*others)
