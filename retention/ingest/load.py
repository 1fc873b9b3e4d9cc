"""Loads what the child left: one transaction for versions, identifiers, journal and everything derived."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from retention.errors import ImportRefused, ShopError
from retention.ingest import before, journal, remembered
from retention.ingest.append import append, drop_temporary
from retention.ingest.decisions import decide
from retention.ingest.options import ImportOptions, Reading
from retention.ingest.reader import Progress, read_file, work_folder
from retention.ingest.report import as_json, report_of
from retention.ingest.rows import records
from retention.ingest.undo import take_back
from retention.shop import Shop
from retention.shop.marts import rebuild
from retention.values import Kind, Meaning


class _DryRun(Exception):
    """Leaves the transaction of a trial import: everything is rolled back."""


def import_file(
    shop: Shop, path: str | Path, options: ImportOptions | None = None, on_progress: Progress | None = None
) -> dict[str, Any]:
    """Loads one file into the shop, all of it or nothing, and returns the import report.

    The report has the keys of `import --json` (rows_read = rows_loaded + rows_rejected + rows_duplicate) and those
    that the page shows beside them: mapping, bridge, months, already_loaded, rejects, samples (first rows, not
    kept). Raises ImportRefused, ShopError.
    """
    source, asked = Path(path), options or ImportOptions()
    started = time.perf_counter()
    _check(shop, asked)
    with work_folder(shop.temp_folder) as work:
        remembered.hand_over(shop, work)
        reading = read_file(source, work, asked, on_progress=on_progress)
        asked = replace(asked, source=asked.source or reading.remembered.get("source", ""))
        file_hash = journal.hash_of(source)
        known = journal.already_loaded(shop, file_hash, journal.reading_hash(reading, asked), asked.replaces)
        if known:
            known |= {"samples": reading.samples, "header": reading.header, "source": asked.source}
            known["rejects"] = shop.records("shop/rejects", {"import_id": known["import_id"]})
            return known | {"seconds": round(time.perf_counter() - started, 3)}
        _tell(on_progress, "load")
        report = _load(shop, work, reading, asked, file_hash, on_progress)
    return report | {
        "source": asked.source,
        "samples": reading.samples,
        "seconds": round(time.perf_counter() - started, 3),
    }


def inspect_file(shop: Shop, path: str | Path, options: ImportOptions | None = None) -> Reading:
    """How a file would be understood, judged by its head; changes nothing. Raises ImportRefused."""
    with work_folder(shop.temp_folder) as work:
        remembered.hand_over(shop, work)
        return read_file(Path(path), work, options or ImportOptions(), inspect=True)


def _check(shop: Shop, options: ImportOptions) -> None:
    if shop.is_sample:
        raise ShopError("shop_is_sample")
    for word in options.statuses.values():
        if word not in list(Meaning):
            raise ImportRefused("status_unknown", found=word, known=", ".join(Meaning))
    if options.replaces is not None:
        journal.check(shop, options.replaces)
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
    """The transaction: settings, versions, journal, everything derived, report."""
    report: dict[str, Any] = {}
    try:
        with shop.write() as cursor:
            if options.replaces is not None:
                take_back(cursor, options.replaces)
            import_id = journal.next_import_id(cursor)
            made = decide(cursor, options)
            changes = append(cursor, work, reading, import_id, options.source)
            _tell(on_progress, "derive")
            before.remember(cursor, has_orders=reading.kind == Kind.ORDERS)
            span = journal.write_row(cursor, import_id, reading, options, file_hash, changes, made)
            rebuild(cursor)
            remembered.remember(cursor, import_id, reading, options)
            report = report_of(cursor, reading, changes, import_id, span)
            journal.write_report(cursor, import_id, report)
            report["rejects"] = records(cursor, "shop/rejects", {"import_id": import_id})
            drop_temporary(cursor)
            before.forget(cursor)
            if options.dry_run:
                raise _DryRun
    except _DryRun:
        report["import_id"] = None
    return as_json(report)
