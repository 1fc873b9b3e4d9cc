"""The import report: every row accounted for, and the way from all orders to those that count."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import duckdb

from retention.ingest import before, journal
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
        "header": reading.header,
        "date_formats": reading.date_formats,
        "decimal_mark": reading.decimal_mark,
        "bridge": {},
        "months": [],
    }
    report |= before.changes(cursor)
    report |= {f"{what}_{change}": changes[change] for change in ("new", "updated", "unchanged")}
    return report | (_outcome(cursor, report) if what == Kind.ORDERS else {})


def _outcome(cursor: duckdb.DuckDBPyConnection, report: dict[str, Any]) -> dict[str, Any]:
    """What the file's orders count as, and what they changed in the shop."""
    changed = before.order_changes(cursor, report["import_id"])
    known = report["orders_updated"] + report["orders_unchanged"]
    changed["orders_unchanged"] = known - changed["orders_updated"]
    return changed | _counted(cursor, "incoming_order", report["warnings"])


OF_COUNTING = ("status_words_unknown", "other_currencies")
"""Warnings that depend on what the user decides later."""


def _counted(cursor: duckdb.DuckDBPyConnection, orders: str, warnings: list[Any]) -> dict[str, Any]:
    """Statuses, the bridge from all orders to ours, months, warnings, as they count now."""
    groups = filled("load/landed_groups", {"landed": _landed(orders)})
    cursor.execute(f"create or replace temp table landed as {groups}")
    bridge = records(cursor, "load/order_outcome")[0]
    if not bridge.pop("adds_up"):
        raise AssertionError(f"the steps do not add up to the revenue: {bridge}")
    statuses = records(cursor, "load/order_statuses")
    unknown = [row["word"] for row in statuses if not row["is_known"]]
    warnings = [warning for warning in warnings if warning[0] not in OF_COUNTING]
    if unknown:
        warnings.append(
            ["status_words_unknown", {"words": ", ".join(unknown), "orders": bridge["unknown_status"]}]
        )
    if bridge["other_currency"]:
        warnings.append(["other_currencies", {"orders": bridge["other_currency"]}])
    return {
        "revenue": round(bridge["revenue"], 2),
        "anonymous_orders": bridge["anonymous_orders"],
        "anonymous_revenue_share": bridge["anonymous_revenue_share"],
        "statuses": {row["word"]: {"count": row["orders"], "meaning": row["meaning"]} for row in statuses},
        "unknown_statuses": unknown,
        "bridge": bridge,
        "months": records(cursor, "load/order_months"),
        "warnings": warnings,
    }


def recounted(shop: Shop, report: dict[str, Any]) -> dict[str, Any]:
    """The report of an order file with its orders as they count now, for example after a status word was decided."""
    with shop.cursor() as cursor:
        now = _counted(cursor, _orders_of(report["import_id"]), report["warnings"])
        cursor.execute("drop table temp.landed")
    return report | as_json(now)


EARLIER: dict[str, Any] = {"samples": [], "months_changed": [], "orders_changed": 0, "amounts_changed": 0}
"""What reports of the first version lack."""


def kept_report(shop: Shop, import_id: int) -> dict[str, Any]:
    """The report of an earlier import as `import_file` returned it, its orders as they count now; without sample rows,
    which are not kept. Raises ShopError `import_unknown`."""
    journal.check(shop, import_id)
    [row] = [row for row in shop.records("shop/journal") if row["import_id"] == import_id]
    rejects = shop.records("shop/rejects", {"import_id": import_id})
    kept = json.loads(row["report"])
    report = (
        EARLIER
        | {"header": list(kept["mapping"].values()), "source": row["source"], "rejects": rejects}
        | kept
    )
    return recounted(shop, report) if report["kind"] == Kind.ORDERS else report


def as_json(report: dict[str, Any]) -> dict[str, Any]:
    """Days and moments as text, as the journal keeps them."""
    plain: dict[str, Any] = json.loads(json.dumps(report, default=str))
    return plain


def orders_of_import(shop: Shop, import_id: int, *steps: str) -> Any:
    """The import's orders in these steps of its bridge, as they count now: number, day, amounts, status, contacts."""
    return shop.query("shop/import_orders", {"steps": list(steps)}, landed=_landed(_orders_of(import_id)))


def _orders_of(import_id: int) -> str:
    return f"""(select version.order_key, traits.status from order_version as version
        inner join order_traits as traits on version.traits_ref = traits.traits_ref
        where version.import_id = {int(import_id)})"""


def changed_orders(shop: Shop, import_id: int) -> Any:
    """Earlier orders that the import changed, before and after."""
    return shop.query("shop/order_changes", {"import_id": import_id})


def _landed(orders: str) -> str:
    return filled("load/landed", {"orders": orders})
