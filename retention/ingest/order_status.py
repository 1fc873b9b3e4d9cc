"""Where a file tells payment and delivery beside the status, they decide together (definitions, section 3)."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from retention.ingest import platforms
from retention.ingest.columns import quoted
from retention.shop.statements import statement
from retention.shop.status_words import STATUS_KEY
from retention.values import Meaning

SIDES = ("payment_status", "fulfilment_status")


def status_parts(
    cursor: duckdb.DuckDBPyConnection, platform: str, at: Mapping[str, str], parts: Mapping[str, str]
) -> dict[str, str]:
    """SQL of the status word that counts: one that says given back, else one that says cancelled, else the status, else
    the payment's word. A payment word also says whether the order is paid."""
    sides = [at[name] for name in SIDES if name in at]
    if not sides:
        return {}
    words = _words(cursor, platform)
    cells = [parts["status"], *sides]
    whens = " ".join(
        f"when {_is_one_of(cell, words[meaning])} then {cell}"
        for meaning in (Meaning.REFUNDED, Meaning.CANCELLED)
        for cell in cells
    )
    payment = at.get("payment_status", "null::text")
    found = {"status": f"case {whens} else coalesce({parts['status']}, {payment}) end"}
    if "payment_status" in at and "paid" not in at:
        unpaid = _is_one_of(payment, words[Meaning.PENDING] + words[Meaning.CANCELLED])
        paid = _is_one_of(payment, words[Meaning.COUNTED] + words[Meaning.REFUNDED])
        found["paid"] = f"case when {unpaid} then false when {paid} then true end"
    return found


def _words(cursor: duckdb.DuckDBPyConnection, platform: str) -> dict[str, list[str]]:
    """Meaning → keys of the words that have it on the platform."""
    cursor.execute(STATUS_KEY)
    known = dict(cursor.execute(statement("marts/status_default")).fetchall())
    known |= platforms.by_key(platform).statuses
    return {meaning: [word for word, means in known.items() if means == meaning] for meaning in Meaning}


def _is_one_of(cell: str, words: list[str]) -> str:
    return f"coalesce(status_key({cell}) in ({', '.join(map(quoted, words))}), false)"


def remember(cursor: duckdb.DuckDBPyConnection, import_id: int, platform: str) -> None:
    """Keeps what the file's platform means by its own words, for this import alone."""
    for word, meaning in platforms.by_key(platform).statuses.items():
        cursor.execute(
            "insert into import_status values ($import_id, $word, $meaning)",
            {"import_id": import_id, "word": word, "meaning": meaning},
        )
