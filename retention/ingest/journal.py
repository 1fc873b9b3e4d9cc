"""The journal of imports: which file, how it was read, what came of it."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from retention.errors import ImportRefused, ShopError
from retention.ingest.decisions import Decisions
from retention.ingest.options import ImportOptions, Reading
from retention.shop import Shop
from retention.values import Kind


def hash_of(source: Path) -> str:
    """SHA-256 of the file's bytes."""
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def reading_hash(reading: Reading, options: ImportOptions) -> str:
    """The same bytes read otherwise (other columns, another date order) are another import."""
    said = [
        reading.kind,
        sorted(reading.mapping.items()),
        sorted(reading.date_formats.items()),
        reading.decimal_mark,
        reading.encoding,
        sorted(options.statuses.items()),
        str(options.covers_to),
        *filter(None, (options.source, reading.sheet, reading.member)),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def check(shop: Shop, import_id: int) -> None:
    """Raises ShopError `import_unknown`."""
    if import_id not in {row["import_id"] for row in shop.records("shop/journal")}:
        raise ShopError("import_unknown", number=import_id)


def already_loaded(
    shop: Shop, file_hash: str, reading_hash: str, but: int | None = None
) -> dict[str, Any] | None:
    """The report of a file that the shop holds: nothing is loaded, every row is a duplicate."""
    for row in shop.records("shop/journal"):
        if row["import_id"] != but and (row["file_hash"], row["reading_hash"]) == (file_hash, reading_hash):
            report: dict[str, Any] = json.loads(row["report"])
            held = report["rows_read"] - report["rows_rejected"]
            same = {"already_loaded": True, "rows_loaded": 0, "rows_duplicate": held, "customers_new": 0}
            for what in {"orders", report["kind"]}:
                counts = [report[f"{what}_{change}"] for change in ("new", "updated", "unchanged")]
                same |= {f"{what}_new": 0, f"{what}_updated": 0, f"{what}_unchanged": sum(counts)}
            return report | same
    return None


def next_import_id(cursor: duckdb.DuckDBPyConnection) -> int:
    """Numbers are never used again, also not after an undo."""
    cursor.execute(
        "update setting set value = cast(cast(value as integer) + 1 as text) where name = 'last_import_id'"
    )
    return int(cursor.execute("select value from setting where name = 'last_import_id'").fetchall()[0][0])


def write_row(
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    reading: Reading,
    options: ImportOptions,
    file_hash: str,
    changes: dict[str, int],
    made: Decisions,
) -> tuple[datetime | None, datetime | None]:
    """Writes the journal row (marts need its span) and returns the file's first and last moment."""
    first, last = _span(cursor, reading)
    covers_to: date | None = options.covers_to
    if covers_to and last and covers_to < last.date():
        raise ImportRefused("covers_to_wrong", found=covers_to, last=last.date())
    row = {
        "import_id": import_id,
        "kind": reading.kind,
        "file_name": reading.file_name,
        "file_hash": file_hash,
        "reading_hash": reading_hash(reading, options),
        "rows_read": reading.rows_read,
        "rows_loaded": reading.rows_loaded - changes["unchanged_rows"],
        "rows_rejected": reading.rows_rejected,
        "rows_duplicate": reading.rows_duplicate + changes["unchanged_rows"],
        "first_at": first,
        "last_at": last,
        "covers_to": covers_to,
        "imported_at": options.imported_at,
        "report": "{}",
        "source": options.source,
        "is_utc": is_utc(reading),
        "decisions": json.dumps(made),
    }
    names = ", ".join(row)
    cursor.execute(
        f"insert into import_journal ({names}) values ({', '.join('$' + name for name in row)})", row
    )
    return first, last


def _span(cursor: duckdb.DuckDBPyConnection, reading: Reading) -> tuple[datetime | None, datetime | None]:
    """First and last moment of the file, on the shop's wall clock."""
    at = {Kind.ORDERS: "ordered_at", Kind.SESSIONS: "started_at"}.get(Kind(reading.kind), "fact_at")
    zoned = f"{at} at time zone 'UTC' at time zone (select value from setting where name = 'time_zone')"
    kept = zoned if is_utc(reading) else at
    first, last = cursor.execute(
        f"with span as (select unnest([min({at}), max({at})]) as {at} from incoming) "
        f"select min({kept}), max({kept}) from span"
    ).fetchall()[0]
    return first, last


def is_utc(reading: Reading) -> bool:
    """Whether the file's stamps are in UTC."""
    stamp = "ordered_at" if reading.kind == Kind.ORDERS else "started_at"
    return reading.date_formats.get(stamp, "").startswith("utc")


def write_report(cursor: duckdb.DuckDBPyConnection, import_id: int, report: dict[str, Any]) -> None:
    """Keeps the report, to be shown again."""
    cursor.execute(
        "update import_journal set report = $report where import_id = $import_id",
        {"report": json.dumps(report, default=str), "import_id": import_id},
    )
