"""The reading child: untrusted bytes in, typed Parquet out. Started as `python -m retention.ingest.child`.

A crafted file may crash a database engine; then only this process dies. It writes into its work folder alone and
tells its progress as lines of JSON on stdout; the last one is `{"reading": …}` or `{"refused": …}`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from retention.errors import ImportRefused
from retention.ingest import items, places, quick, table, visit_rows, visits
from retention.ingest.columns import Columns
from retention.ingest.cut_row import without_cut_row
from retention.ingest.damaged_ids import refuse_damaged_ids
from retention.ingest.dialect import Dialect
from retention.ingest.doubts import money_notes
from retention.ingest.kinds import FACT_KINDS
from retention.ingest.kinds.typed import make_typed as make_facts
from retention.ingest.kinds.writer import write_facts
from retention.ingest.opening import opened
from retention.ingest.options import Reading
from retention.ingest.places import Places
from retention.ingest.plain import PlainText
from retention.ingest.quick import PEOPLE, TEXTS
from retention.ingest.recognise import recognise, refuse_missing
from retention.ingest.rejects import write_rejects
from retention.ingest.statements import copy, statement
from retention.ingest.words import REASONS

MEMORY_LIMIT = "450MB"
MOST_PLACED = 100_000
"""For so many rejected rows the line in the file is looked up."""
THREADS = 2
FIRSTS = {name: name for name in (*PEOPLE, *TEXTS) if name != "billing_phone"} | {"paid": "is_paid"}
"""Column of typed_row → column of orders.parquet."""
LEFTOVERS = (
    "plain.txt",
    "unpacked",
    "member",
    "sheet.csv",
    "body.txt",
    "mended.txt",
    "aligned.tsv",
)
ADDRESS_SPACE = 8 << 30


def main(arguments: list[str]) -> int:
    """`child FILE WORK OPTIONS_JSON`: reads FILE into WORK. Exit 0 also for a refusal: that is an answer."""
    source, work, options = Path(arguments[0]), Path(arguments[1]), json.loads(arguments[2])
    started = time.perf_counter()
    try:
        reading = read(source, work, options)
    except ImportRefused as refusal:
        _say({"refused": {"code": refusal.code, "fields": {k: str(v) for k, v in refusal.fields.items()}}})
        return 0
    reading.seconds = round(time.perf_counter() - started, 3)
    _say({"reading": asdict(reading)})
    return 0


def _limit() -> None:
    """Where the system has limits: no core dumps of personal data, and no more memory than a reader can need."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = ADDRESS_SPACE if hard == resource.RLIM_INFINITY else min(ADDRESS_SPACE, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone: its stdin is closed then."""
    while os.read(0, 1):  # not sys.stdin: its lock would be held when this process ends
        pass
    os._exit(1)


def _say(message: dict[str, Any]) -> None:
    print(json.dumps(message, ensure_ascii=True), flush=True)


def read(source: Path, work: Path, options: dict[str, Any]) -> Reading:
    """Reads one file. With `inspect` only its head is judged. Raises ImportRefused."""
    name = options.get("file_name") or source.name
    if not source.is_file():
        raise ImportRefused("file_missing", file=name)
    _say({"stage": "unpack"})
    text, dialect, options, remembered = opened(source, work, name, options)
    columns = recognise(
        dialect.header, dialect.samples, options.get("kind", "auto"), options.get("mapping", {}), name
    )
    reading = _reading(name, text, dialect, columns)
    reading.member = options.get("member") or ""
    reading.remembered = remembered
    reading.notes += [["read_like_last_time", {}]] if remembered else []
    if options.get("inspect"):
        return reading
    refuse_missing(columns, dialect.header, name)
    text, dialect = without_cut_row(text, dialect, columns, work)
    with _scratch(work) as cursor:
        _fill(cursor, text, dialect, columns, reading, options, work)
    return reading


def _reading(name: str, text: PlainText, dialect: Dialect, columns: Columns) -> Reading:
    return Reading(
        file_name=name,
        kind=columns.kind,
        encoding=text.encoding,
        delimiter=dialect.delimiter,
        has_header=dialect.has_header,
        header=dialect.header,
        mapping=columns.titles,
        samples=dialect.samples[:8],
        sheet=text.sheet,
        platform=columns.platform,
        notes=columns.notes + text.notes,
        costs=columns.costs,
        missing=columns.missing,
        suggestions=columns.suggestions,
    )


def _scratch(work: Path) -> duckdb.DuckDBPyConnection:
    """A database of the child's own, in memory and what does not fit on the disk, that can reach nothing else."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY_LIMIT,
            "threads": str(THREADS),
            "autoinstall_known_extensions": "false",
            "temp_directory": str(work / "spill"),
        },
    )
    return connection


def _fill(
    cursor: duckdb.DuckDBPyConnection,
    text: PlainText,
    dialect: Dialect,
    columns: Columns,
    reading: Reading,
    options: dict[str, Any],
    work: Path,
) -> None:
    """Raw text → typed rows → orders or sessions → Parquet, with every row accounted for."""
    _only_here(cursor, work, dialect.path)
    _say({"stage": "read"})
    found = quick.read_orders(cursor, dialect, columns, options.get("day_first"), work)
    if found:
        _note_typed(reading, found.typed)
        reading.rows_read = reading.rows_loaded = found.rows
        return
    dialect = table.read_raw(cursor, dialect, columns, work)
    table.refuse_open_quotation(cursor, dialect, reading.file_name, text.lines)
    broken = [row[0] for row in cursor.execute("select distinct line from reject_errors").fetchall()]
    whole = cursor.execute("select count(*) from raw").fetchall()[0][0]
    reading.rows_read = len(broken) + whole + len(dialect.set_aside)
    if not reading.rows_read:
        raise ImportRefused("header_only", file=reading.file_name)
    _say({"stage": "check"})
    refuse_damaged_ids(cursor, columns, reading.file_name)
    facts = FACT_KINDS.get(columns.kind)
    if columns.kind == "sessions":
        reading.rows_duplicate = visit_rows.prepare(cursor, columns)
    typed = _in_date_order(
        options,
        lambda day_first: (
            make_facts(cursor, facts, columns, reading.file_name, day_first)
            if facts
            else table.make_typed(
                cursor,
                columns,
                reading.file_name,
                day_first,
                lambda: places.find(dialect, text.lines, whole, broken, []).after_broken if broken else [],
            )
        ),
    )
    _note_typed(reading, typed)
    if facts:
        write_facts(cursor, facts, work, reading)
    elif columns.kind == "orders":
        reading.notes += items.unpack(cursor, columns)
        _write_orders(cursor, work, columns, reading)
    else:
        visits.write_sessions(cursor, work, columns, reading)
    write_rejects(cursor, work, columns, dialect, _places(cursor, dialect, text.lines, whole, broken))
    reading.rows_loaded = visits.loaded_rows(cursor, columns)
    reading.rows_rejected = reading.rows_read - reading.rows_loaded - reading.rows_duplicate
    _refuse_if_nothing_left(cursor, reading)


def _note_typed(reading: Reading, typed: table.Typed) -> None:
    reading.decimal_mark = typed.decimal_mark
    reading.date_formats = {
        name: ("utc " if rule.is_utc else "") + rule.family for name, rule in typed.times.items()
    }
    reading.notes += [
        ["stamps_without_zone", {"count": rule.without_zone, "column": reading.mapping[name]}]
        for name, rule in typed.times.items()
        if rule.without_zone
    ]


def _in_date_order(options: dict[str, Any], make: Callable[[bool | None], table.Typed]) -> table.Typed:
    """As the user says, else as the file shows; what was said for an earlier file counts only where that is open."""
    try:
        return make(options.get("day_first"))
    except ImportRefused as refusal:
        if refusal.code != "dates_ambiguous" or options.get("day_first_else") is None:
            raise
        return make(options["day_first_else"])


def _only_here(cursor: duckdb.DuckDBPyConnection, work: Path, text: Path) -> None:
    quoted = str(work).replace("'", "''")
    cursor.execute("set enable_progress_bar = false")  # stdout speaks JSON only
    cursor.execute(f"set allowed_directories = ['{quoted}']")
    cursor.execute(f"set allowed_paths = ['{str(text).replace(chr(39), chr(39) * 2)}']")
    cursor.execute("set enable_external_access = false")
    cursor.execute("set lock_configuration = true")


def _write_orders(cursor: duckdb.DuckDBPyConnection, work: Path, columns: Columns, reading: Reading) -> None:
    cursor.execute(f"insert into rejected by name {statement('order_rejects')}")
    cursor.execute("delete from typed_row where row_number in (select row_number from rejected)")
    write = partial(copy, cursor, "orders", work, {"firsts": _firsts(cursor)})
    write()
    reading.notes += money_notes(cursor, columns, str(work / "orders.parquet"), write)
    copy(cursor, "lines", work)


def _firsts(cursor: duckdb.DuckDBPyConnection) -> str:
    """SQL for the text columns that the file fills: an empty one costs as much as a full one."""
    counts = ", ".join(f"count({name})" for name in FIRSTS)
    filled = zip(FIRSTS, cursor.execute(f"select {counts} from typed_row").fetchall()[0], strict=True)
    return "".join(f"arg_min({name}, row_number) as {FIRSTS[name]}, " for name, rows in filled if rows)


def _places(
    cursor: duckdb.DuckDBPyConnection, dialect: Dialect, file_lines: int, whole: int, broken: list[int]
) -> Places:
    wanted = cursor.execute(
        "select row_number from rejected order by row_number limit $most", {"most": MOST_PLACED}
    )
    return places.find(dialect, file_lines, whole, broken, [row[0] for row in wanted.fetchall()])


def _refuse_if_nothing_left(cursor: duckdb.DuckDBPyConnection, reading: Reading) -> None:
    if reading.rows_loaded:
        return
    reasons = cursor.execute("select reason from rejected order by row_number limit 1").fetchall()
    reason = reasons[0][0] if reasons else "columns_missing"
    raise ImportRefused(
        "nothing_usable", file=reading.file_name, count=reading.rows_read, reason=REASONS[reason]
    )


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    _limit()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        sys.exit(main(sys.argv[1:]))
    finally:
        for leftover in LEFTOVERS:
            (folder / leftover).unlink(missing_ok=True)
        shutil.rmtree(folder / "spill", ignore_errors=True)
