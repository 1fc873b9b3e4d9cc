"""The import report: every row accounted for, and the way from all orders to those that count."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import duckdb

from retention.ingest.options import Reading
from retention.shop.statements import statement
from retention.values import Kind


def report_of(
    cursor: duckdb.DuckDBPyConnection,
    reading: Reading,
    changes: dict[str, int],
    import_id: int,
    customers_new: int,
    span: tuple[datetime | None, datetime | None],
) -> dict[str, Any]:
    """The report of one import (contract, `import --json`, and what the page shows beside)."""
    loaded = reading.rows_loaded - changes["unchanged_rows"]
    duplicate = reading.rows_duplicate + changes["unchanged_rows"]
    if reading.rows_read != loaded + reading.rows_rejected + duplicate:
        raise AssertionError(
            f"rows do not add up: {reading.rows_read} {loaded} {reading.rows_rejected} {duplicate}"
        )
    what = "orders" if reading.kind == Kind.ORDERS else "sessions"
    report: dict[str, Any] = {
        "kind": reading.kind,
        "dialect": reading.platform,
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "rows_read": reading.rows_read,
        "rows_loaded": loaded,
        "rows_rejected": reading.rows_rejected,
        "rows_duplicate": duplicate,
        "orders_new": 0,
        "orders_updated": 0,
        "orders_unchanged": 0,
        f"{what}_new": changes["new"],
        f"{what}_updated": changes["updated"],
        f"{what}_unchanged": changes["unchanged"],
        "customers_new": customers_new,
        "first_at": span[0],
        "last_at": span[1],
        "revenue": 0.0,
        "statuses": {},
        "anonymous_orders": 0,
        "warnings": list(reading.notes),
        "import_id": import_id,
        "file_name": reading.file_name,
        "already_loaded": False,
        "mapping": reading.mapping,
        "date_formats": reading.date_formats,
        "decimal_mark": reading.decimal_mark,
        "bridge": {},
        "months": [],
    }
    return report | (_outcome(cursor, report) if what == "orders" else {})


def _outcome(cursor: duckdb.DuckDBPyConnection, report: dict[str, Any]) -> dict[str, Any]:
    """What the file's orders count as: statuses, the bridge from all orders to ours, months, warnings."""
    bridge = records(cursor, "load/order_outcome")[0]
    statuses = records(cursor, "load/order_statuses")
    unknown = [row["word"] for row in statuses if not row["is_known"]]
    warnings = list(report["warnings"])
    if unknown:
        warnings.append(
            ["status_words_unknown", {"words": ", ".join(unknown), "orders": bridge["unknown_status"]}]
        )
    if bridge["other_currency"]:
        warnings.append(["other_currencies", {"orders": bridge["other_currency"]}])
    return {
        "revenue": round(bridge["revenue"], 2),
        "anonymous_orders": bridge["anonymous_orders"],
        "statuses": {row["word"]: {"count": row["orders"], "meaning": row["meaning"]} for row in statuses},
        "unknown_statuses": unknown,
        "bridge": bridge,
        "months": records(cursor, "load/order_months"),
        "warnings": warnings,
    }


def records(
    cursor: duckdb.DuckDBPyConnection, name: str, values: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Rows of `sql/<name>.sql` on the transaction's own cursor."""
    cursor.execute(statement(name), values or {})
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
