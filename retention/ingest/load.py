"""Loads what the child left: one transaction for versions, identifiers, journal and everything derived."""

from __future__ import annotations

import hashlib
import json
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb

from retention.errors import ImportRefused
from retention.ingest.options import ImportOptions, Reading
from retention.ingest.reader import Progress, read_file, work_folder
from retention.shop import Shop
from retention.shop.marts import rebuild
from retention.shop.statements import statement, used
from retention.values import Kind, Meaning

REJECTS_KEPT = 100_000


class _DryRun(Exception):
    """Leaves the transaction of a trial import: everything is rolled back."""


def import_file(
    shop: Shop, path: str | Path, options: ImportOptions | None = None, on_progress: Progress | None = None
) -> dict[str, Any]:
    """Loads one file into the shop, all of it or nothing, and returns the import report.

    The report has the keys of `import --json` (rows_read = rows_loaded + rows_rejected + rows_duplicate) and those
    that the page shows beside them: mapping, bridge, months, already_loaded, rejects. Raises ImportRefused, ShopError.
    """
    source, asked = Path(path), options or ImportOptions()
    started = time.perf_counter()
    _check(shop, asked)
    with work_folder(shop.temp_folder) as work:
        reading = read_file(source, work, asked, on_progress=on_progress)
        file_hash = _hash_of(source)
        known = _already_loaded(shop, file_hash, _reading_hash(reading, asked))
        if known:
            known["rejects"] = shop.records("shop/rejects", {"import_id": known["import_id"]})
            return known | {"seconds": round(time.perf_counter() - started, 3)}
        _tell(on_progress, "load")
        report = _load(shop, work, reading, asked, file_hash, on_progress)
    return report | {"seconds": round(time.perf_counter() - started, 3)}


def inspect_file(shop: Shop, path: str | Path, options: ImportOptions | None = None) -> Reading:
    """How a file would be understood, judged by its head; changes nothing. Raises ImportRefused."""
    with work_folder(shop.temp_folder) as work:
        return read_file(Path(path), work, options or ImportOptions(), inspect=True)


def undo_import(shop: Shop, import_id: int) -> None:
    """Makes the shop as if the import had never been loaded. Raises ShopError `import_unknown`."""
    from retention.errors import ShopError

    if import_id not in {row["import_id"] for row in shop.records("shop/journal")}:
        raise ShopError("import_unknown", number=import_id)
    with shop.write() as cursor:
        for table in (
            "order_version",
            "order_line_version",
            "session_version",
            "session_purchase_version",
            "import_reject",
            "import_journal",
        ):
            cursor.execute(f"delete from {table} where import_id = $import_id", {"import_id": import_id})
        cursor.execute(
            f"delete from identifier where identifier_id in ({statement('load/unused_identifiers')})"
        )
        rebuild(cursor)


def _check(shop: Shop, options: ImportOptions) -> None:
    for word in options.statuses.values():
        if word not in list(Meaning):
            raise ImportRefused("status_unknown", found=word, known=", ".join(Meaning))
    if options.time_zone:
        _check_time_zone(shop, options.time_zone)


def _check_time_zone(shop: Shop, zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImportRefused("time_zone_unknown", found=zone) from error
    if not shop.records("load/time_zone", {"zone": zone}):
        raise ImportRefused("time_zone_unknown", found=zone)
    known = shop.setting("time_zone", "UTC")
    if zone != known and shop.records("shop/journal"):
        raise ImportRefused("time_zone_differs", known=known, found=zone)


def _hash_of(source: Path) -> str:
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reading_hash(reading: Reading, options: ImportOptions) -> str:
    """The same bytes read otherwise (other columns, another date order) are another import."""
    said = [
        reading.kind,
        sorted(reading.mapping.items()),
        sorted(reading.date_formats.items()),
        reading.decimal_mark,
        reading.encoding,
        sorted(options.statuses.items()),
        str(options.covers_to),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _already_loaded(shop: Shop, file_hash: str, reading_hash: str) -> dict[str, Any] | None:
    """The report of a file that the shop holds: nothing is loaded, every row is a duplicate."""
    for row in shop.records("shop/journal"):
        if (row["file_hash"], row["reading_hash"]) == (file_hash, reading_hash):
            report: dict[str, Any] = json.loads(row["report"])
            held = report["rows_read"] - report["rows_rejected"]
            return report | {
                "already_loaded": True,
                "rows_loaded": 0,
                "rows_duplicate": held,
                "customers_new": 0,
                "orders_unchanged": report["orders_new"]
                + report["orders_updated"]
                + report["orders_unchanged"],
                "orders_new": 0,
                "orders_updated": 0,
            }
    return None


def _tell(on_progress: Progress | None, stage: str) -> None:
    if on_progress:
        on_progress(stage)


def _load(
    shop: Shop,
    work: Path,
    reading: Reading,
    options: ImportOptions,
    file_hash: str,
    on_progress: Progress | None,
) -> dict[str, Any]:
    report: dict[str, Any] = {}
    try:
        with shop.write() as cursor:
            import_id = _next_import_id(cursor)
            _settings(cursor, options)
            changes = _append(cursor, work, reading, import_id)
            _tell(on_progress, "derive")
            before = {row[0] for row in cursor.execute("select customer_key from customer where purchases > 0").fetchall()}
            span = _journal(cursor, import_id, reading, options, file_hash, changes)
            rebuild(cursor)
            after = {row[0] for row in cursor.execute("select customer_key from customer where purchases > 0").fetchall()}
            report = _report(cursor, reading, changes, import_id, len(after - before), span)
            cursor.execute(
                "update import_journal set report = $report where import_id = $import_id",
                {"report": json.dumps(report, default=str), "import_id": import_id},
            )
            report["rejects"] = _records(cursor, "shop/rejects", {"import_id": import_id})
            _drop_temporary(cursor)
            if options.dry_run:
                raise _DryRun
    except _DryRun:
        report["import_id"] = None
    return json.loads(json.dumps(report, default=str))  # type: ignore[no-any-return]


def _next_import_id(cursor: duckdb.DuckDBPyConnection) -> int:
    """Numbers are never used again, also not after an undo."""
    cursor.execute(
        "update setting set value = cast(cast(value as integer) + 1 as text) where name = 'last_import_id'"
    )
    return int(cursor.execute("select value from setting where name = 'last_import_id'").fetchall()[0][0])


def _settings(cursor: duckdb.DuckDBPyConnection, options: ImportOptions) -> None:
    if options.time_zone:
        cursor.execute(
            "update setting set value = $zone where name = 'time_zone'", {"zone": options.time_zone}
        )
    for word, meaning in options.statuses.items():
        values = {"word": word.strip().lower(), "meaning": meaning}
        cursor.execute("delete from status_meaning where word = $word", {"word": values["word"]})
        cursor.execute("insert into status_meaning values ($word, $meaning)", values)


def _append(
    cursor: duckdb.DuckDBPyConnection, work: Path, reading: Reading, import_id: int
) -> dict[str, int]:
    """Adds the file's versions; returns what is new, updated and unchanged against earlier imports."""
    kind = "orders" if reading.kind == Kind.ORDERS else "sessions"
    _incoming(cursor, work, kind)
    changed = statement(f"load/{kind.removesuffix('s')}_changes")
    new, updated, unchanged, rows = cursor.execute(changed).fetchall()[0]
    _add_identifiers(cursor, import_id)
    stamp = reading.date_formats["ordered_at" if kind == "orders" else "started_at"]
    values = {
        "import_id": import_id,
        "is_utc": stamp.startswith("utc"),
        "is_numbered": "order_id" in reading.mapping,
    }
    table = f"{kind.removesuffix('s')}_version"
    _insert(cursor, table, statement(f"load/{table}s"), values)
    if kind == "orders":
        _insert_file(cursor, "order_line_version", work / "lines.parquet", import_id)
    else:
        _insert_purchases(cursor, work / "session_purchases.parquet", values)
    _insert_file(cursor, "import_reject", work / "rejects.parquet", import_id, limit=REJECTS_KEPT)
    return {"new": new, "updated": updated, "unchanged": unchanged, "unchanged_rows": rows}


def _incoming(cursor: duckdb.DuckDBPyConnection, work: Path, kind: str) -> None:
    """Temporary tables `incoming` (the file's orders or sessions) and `incoming_identity`."""
    path = str(work / f"{kind}.parquet")
    cursor.execute(
        "create or replace temp table incoming as select * from read_parquet($path)", {"path": path}
    )
    row = "order_row" if kind == "orders" else "session_row"
    phone, visitor = ("phone", "null::text") if kind == "orders" else ("null::text", "visitor_id")
    cursor.execute(f"""
        create or replace temp table incoming_identity as
        select {row} as file_row, customer_id, email, {phone} as phone, {visitor} as visitor_id from incoming""")


def _add_identifiers(cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    _insert(cursor, "identifier", statement("load/incoming_identifiers"), {"import_id": import_id})
    cursor.execute("""update setting set value = cast(greatest(cast(value as bigint),
        (select coalesce(max(identifier_id), 0) from identifier)) as text) where name = 'last_identifier_id'""")


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, sql: str, values: dict[str, Any]) -> None:
    cursor.execute(f"insert into {table} by name {sql}", used(sql, values))


def _insert_file(
    cursor: duckdb.DuckDBPyConnection, table: str, path: Path, import_id: int, limit: int | None = None
) -> None:
    cursor.execute(
        f"insert into {table} by name select $import_id as import_id, * from read_parquet($path) limit {limit or 'all'}",
        {"import_id": import_id, "path": str(path)},
    )


def _insert_purchases(cursor: duckdb.DuckDBPyConnection, path: Path, values: dict[str, Any]) -> None:
    sql = """select $import_id as import_id, session_id, transaction_id,
        case when not $is_utc then bought_at end as wall_at, case when $is_utc then bought_at end as utc_at,
        amount, currency from read_parquet($path)"""
    _insert(cursor, "session_purchase_version", sql, values | {"path": str(path)})


def _journal(
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    reading: Reading,
    options: ImportOptions,
    file_hash: str,
    changes: dict[str, int],
) -> tuple[datetime | None, datetime | None]:
    """Writes the journal row (marts need its span) and returns the file's first and last moment."""
    at = "ordered_at" if reading.kind == Kind.ORDERS else "started_at"
    first, last = cursor.execute(f"select min({at}), max({at}) from incoming").fetchall()[0]
    covers_to: date | None = options.covers_to
    if covers_to and last and covers_to < last.date():
        raise ImportRefused("covers_to_wrong", found=covers_to, last=last.date())
    row = {
        "import_id": import_id,
        "kind": reading.kind,
        "file_name": reading.file_name,
        "file_hash": file_hash,
        "reading_hash": _reading_hash(reading, options),
        "rows_read": reading.rows_read,
        "rows_loaded": reading.rows_loaded - changes["unchanged_rows"],
        "rows_rejected": reading.rows_rejected,
        "rows_duplicate": reading.rows_duplicate + changes["unchanged_rows"],
        "first_at": first,
        "last_at": last,
        "covers_to": covers_to,
        "imported_at": datetime.now(UTC).replace(tzinfo=None),
        "report": "{}",
    }
    names = ", ".join(row)
    cursor.execute(
        f"insert into import_journal ({names}) values ({', '.join('$' + name for name in row)})", row
    )
    return first, last


def _report(
    cursor: duckdb.DuckDBPyConnection,
    reading: Reading,
    changes: dict[str, int],
    import_id: int,
    customers_new: int,
    span: tuple[datetime | None, datetime | None],
) -> dict[str, Any]:
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
    bridge = _records(cursor, "load/order_outcome")[0]
    statuses = _records(cursor, "load/order_statuses")
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
        "months": _records(cursor, "load/order_months"),
        "warnings": warnings,
    }


def _records(
    cursor: duckdb.DuckDBPyConnection, name: str, values: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    cursor.execute(statement(name), values or {})
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _drop_temporary(cursor: duckdb.DuckDBPyConnection) -> None:
    for table in ("incoming", "incoming_identity"):
        cursor.execute(f"drop table if exists temp.{table}")
