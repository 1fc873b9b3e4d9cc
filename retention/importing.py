"""The command `import`: several files, patterns, the drop folder; reports and rejected rows."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from retention import logs
from retention.arguments import pairs
from retention.errors import RetentionError, ShopError
from retention.ingest import ImportOptions, drop_folder, import_file, parts
from retention.shop import Shop, backups, folder

Report = dict[str, Any]


@dataclass(frozen=True)
class _Target:
    """Where the files go, and where the log is kept. `known`: of a copy, the imports that the shop itself holds."""

    shop: Shop
    options: ImportOptions
    log_folder: Path
    known: frozenset[int] | None = None


def run(asked: argparse.Namespace) -> int:
    """Loads the named files, the first refusal ends it; then the drop folder's, each on its own. The exit code.

    The tables of an archive are loaded each on its own as well.
    """
    if not asked.files and not asked.drop_folder:
        asked.usage_error("name a FILE to import, or --drop-folder")
    options = _options(asked)
    is_new_shop = not asked.shop.exists()
    reports: list[Report] = []
    refused = 0
    try:
        with Shop.open(asked.shop, create=True, lean=True) as shop, _target(shop, options, asked) as target:
            for file in _named(asked.files):
                refused += _load_parts(target, file, reports)
            if asked.drop_folder:
                refused += _load_dropped(target, reports)
            if not asked.dry_run and any(not report["already_loaded"] for report in reports):
                _check(shop, reports)
    finally:  # also what went well before a file that is refused
        if is_new_shop and asked.shop.is_file() and (asked.dry_run or not reports):
            folder.delete(asked.shop)
        _tell(reports, asked)
    return 1 if refused else 0


@contextmanager
def _target(shop: Shop, options: ImportOptions, asked: argparse.Namespace) -> Iterator[_Target]:
    """The shop. Of several files that are only tried each must find those before it: they go into a copy."""
    files = _named(asked.files)
    are_several = asked.drop_folder or len(files) > 1 or len(parts(files[0], options)) > 1
    if not (asked.dry_run and are_several):
        yield _Target(shop, options, shop.path.parent)
        return
    known = frozenset(row["import_id"] for row in shop.records("shop/journal"))
    with backups.on_trial(shop) as copy:
        yield _Target(copy, replace(options, dry_run=False), shop.path.parent, known)


def _options(asked: argparse.Namespace) -> ImportOptions:
    return ImportOptions(
        kind=asked.kind,
        mapping=pairs(asked.map),
        statuses=pairs(asked.status, split=str.rpartition),
        encoding=asked.encoding,
        sheet=asked.sheet,
        delimiter={"tab": "\t", "\\t": "\t"}.get(asked.delimiter, asked.delimiter),
        day_first=asked.day_first,
        has_header=False if asked.no_header else None,
        time_zone=asked.time_zone,
        source=asked.source,
        covers_to=asked.covers_to,
        dry_run=asked.dry_run,
        imported_at=datetime.now(UTC).replace(tzinfo=None),
    )


def _named(files: Iterable[Path]) -> list[Path]:
    """The files; a pattern like *.csv that the terminal left as it is (Windows) stands for all that fit."""
    found = []
    for file in files:
        fitting = [] if file.exists() else sorted(file.parent.glob(file.name))
        found += fitting or [file]
    return found


def _load(target: _Target, file: Path, options: ImportOptions) -> Report:
    log = logs.start(target.log_folder)
    name = options.file_name or file.name
    try:
        report = import_file(target.shop, file, options, on_progress=lambda stage: say(f"{name}: {stage}"))
    except RetentionError as error:
        log.info("import refused: %s", error.code)
        raise
    if target.known is not None and report["import_id"] not in target.known:
        report["import_id"] = None
    log.info("import %s: %s rows in %s s", report["import_id"], report["rows_read"], report["seconds"])
    say(_summary(name, report))
    return report


def _load_parts(target: _Target, file: Path, reports: list[Report]) -> int:
    """Loads a file, or each table of an archive of several; how many of these were refused."""
    tables, refused = parts(file, target.options), 0
    for table in tables:
        try:
            reports.append(_load(target, file, table))
        except RetentionError as error:
            if len(tables) == 1:
                raise
            say(f"{error.code}: {error.sentence}")
            refused += 1
    return refused


def _load_dropped(target: _Target, reports: list[Report]) -> int:
    """Loads the new files of the drop folder; how many were refused: one bad file does not hold up the others."""
    place = drop_folder.folder_of(target.shop)
    if place is None:
        raise ShopError("drop_folder_unset")
    refused = 0
    files = [one.path for one in drop_folder.new_files(target.shop, time.time())]
    for file in files:
        try:
            refused += _load_parts(target, file, reports)
        except RetentionError as error:
            say(f"{error.code}: {error.sentence}")
            refused += 1
    if not files:
        say(f"No new files in {place}.")
    return refused


def _check(shop: Shop, reports: list[Report]) -> None:
    """After the last file: what the checks of the shop say; their counts stand in the last report."""
    from retention.checking import after_import

    counts = after_import(shop)
    if counts is not None:
        reports[-1]["checks"] = counts


def _tell(reports: list[Report], asked: argparse.Namespace) -> None:
    """Reports as JSON, a list when several files were asked for; rejected rows as a file."""
    for report in reports:
        report.pop("samples")  # contacts of customers
    rejects = [{"file": report["file_name"]} | row for report in reports for row in report.pop("rejects")]
    is_list = asked.drop_folder or max(len(_named(asked.files)), len(reports)) > 1
    if asked.json and (reports or asked.drop_folder):
        print(json.dumps(reports if is_list else reports[0], ensure_ascii=False, indent=1))
    if asked.rejects and reports:
        _write_rejects(rejects, asked.rejects)


def _summary(name: str, report: Report) -> str:
    what = report["kind"]
    text = (
        f"{name}: {report['rows_read']} rows = {report['rows_loaded']} loaded + {report['rows_rejected']} rejected "
        f"+ {report['rows_duplicate']} duplicate; {what}: {report[what + '_new']} new, "
        f"{report[what + '_updated']} changed, {report[what + '_unchanged']} unchanged"
    )
    return f"{text} (this file is loaded already: nothing changed)" if report["already_loaded"] else text


def _write_rejects(rows: list[Report], output: Path) -> None:
    import pandas as pd

    from retention.targets import csv_bytes

    columns = ["file", "line", "column_name", "value", "reason"]
    output.write_bytes(csv_bytes(pd.DataFrame(rows, columns=columns)))
    say(f"{len(rows)} rows written to {output}")


def say(text: str) -> None:
    """A message to whoever runs the command."""
    print(text, file=sys.stderr)
