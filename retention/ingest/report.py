"""The import report: every row accounted for, and the way from all orders to those that count."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import duckdb

from retention.ingest import before
from retention.ingest.options import Reading
from retention.ingest.rows import records
from retention.shop import Shop
from retention.shop.statements import filled
from retention.values import Kind


def report_of(
    cursor: duckdb.DuckDBPyConnection,
    reading: Reading,
    changes: dict[str, int],
    import_id: int,
    span: tuple[datetime | None, datetime | None],
) -> dict[str, Any]:
    """The report of one import (contract, `import --json`, and what the page shows beside)."""
    loaded = reading.rows_loaded - changes["unchanged_rows"]
    duplicate = reading.rows_duplicate + changes["unchanged_rows"]
    if reading.rows_read != loaded + reading.rows_rejected + duplicate:
        raise AssertionError(
            f"rows do not add up: {reading.rows_read} {loaded} {reading.rows_rejected} {duplicate}"
        )
    what = reading.kind
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
        "customers_new": 0,
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
    report |= before.changes(cursor)
    report |= {f"{what}_{change}": changes[change] for change in ("new", "updated", "unchanged")}
    return report | (_outcome(cursor, report) if what == Kind.ORDERS else {})


def _outcome(cursor: duckdb.DuckDBPyConnection, report: dict[str, Any]) -> dict[str, Any]:
    """What the file's orders count as: statuses, the bridge from all orders to ours, months, warnings."""
    cursor.execute(f"create or replace temp table landed as {_landed('incoming')}")
    bridge = records(cursor, "load/order_outcome")[0]
    if not bridge.pop("adds_up"):
        raise AssertionError(f"the steps do not add up to the revenue: {bridge}")
    statuses = records(cursor, "load/order_statuses")
    unknown = [row["word"] for row in statuses if not row["is_known"]]
    warnings = list(report["warnings"])
    if unknown:
        warnings.append(
            ["status_words_unknown", {"words": ", ".join(unknown), "orders": bridge["unknown_status"]}]
        )
    if bridge["other_currency"]:
        warnings.append(["other_currencies", {"orders": bridge["other_currency"]}])
    changed = before.order_changes(cursor, report["import_id"])
    known = report["orders_updated"] + report["orders_unchanged"]
    return changed | {
        "orders_unchanged": known - changed["orders_updated"],
        "revenue": round(bridge["revenue"], 2),
        "anonymous_orders": bridge["anonymous_orders"],
        "anonymous_revenue_share": bridge["anonymous_revenue_share"],
        "statuses": {row["word"]: {"count": row["orders"], "meaning": row["meaning"]} for row in statuses},
        "unknown_statuses": unknown,
        "bridge": bridge,
        "months": records(cursor, "load/order_months"),
        "warnings": warnings,
    }


STEPS = ("cancelled", "pending", "test", "other_currency", "given_back", "given_back_in_part", "free", "ours")
"""Every order of a file stands in exactly one of these (sql/load/landed.sql)."""


def orders_of_import(shop: Shop, import_id: int, *steps: str) -> Any:
    """The import's orders in these steps of its bridge, as they count now: number, day, amounts, status, contacts."""
    own = f"""(select order_id, any_value(status) as status from order_version
        where import_id = {int(import_id)} group by order_id)"""
    return shop.query("shop/import_orders", {"steps": list(steps)}, landed=_landed(own))


def changed_orders(shop: Shop, import_id: int) -> Any:
    """Earlier orders that the import changed, before and after."""
    return shop.query("shop/order_changes", {"import_id": import_id})


def _landed(orders: str) -> str:
    return filled("load/landed", {"orders": orders})
