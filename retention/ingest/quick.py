"""The short way for the usual file: one row an order, every value written plainly. One pass from text to Parquet.

What the long way (`table`) would decide on whole columns is decided here on the first rows, and proved on all rows
afterwards: where the proof fails, the file takes the long way. So both ways give the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from retention.errors import ImportRefused
from retention.ingest import table
from retention.ingest import typing_rules as rules
from retention.ingest.append_orders import COLUMNS
from retention.ingest.columns import Columns
from retention.ingest.damaged_ids import IDS
from retention.ingest.dialect import Dialect
from retention.ingest.fields import NUMBER_FIELDS, TEXT_FIELDS

PEOPLE = ("customer_id", "email", "phone", "billing_phone", "name")
ITEMS = ("sku", "product", "category")
TEXTS = tuple(name for name in TEXT_FIELDS["orders"] if name not in ("order_id", *PEOPLE, *ITEMS))
NUMBERS = ("discount", "refunded_amount")
NEEDED = {"order_id", "ordered_at", "order_total"}
KNOWN = NEEDED | set(TEXTS) | set(PEOPLE) | set(NUMBERS)
PLAIN = ("year_first", "day_first", "month_first")
SAMPLE_ROWS = 2000
YEARS = range(1905, 2100)
"""Other years are misread or no dates at all: 05-01-24 is not in the year 5."""


@dataclass(frozen=True)
class Quick:
    """How the file was read, and how many rows it has."""

    typed: table.Typed
    rows: int


def read_orders(
    cursor: duckdb.DuckDBPyConnection, dialect: Dialect, columns: Columns, day_first: bool | None, work: Path
) -> Quick | None:
    """Writes orders.parquet, or returns None: then the file must take the long way."""
    is_plain = not (columns.items or columns.cells or columns.cancel_prefix)
    if dialect.set_aside or not (is_plain and NEEDED <= set(columns.mapping) <= KNOWN):
        return None
    at = {name: f"c{position + 1}" for name, position in columns.mapping.items()}
    source = table.text_rows(dialect, columns)
    try:
        for rule in _sampled(cursor, source, at, columns, day_first):
            found = _read(cursor, source, at, rule, day_first, work)
            if found:
                return found
    except duckdb.Error:  # a row that does not fit: the long way sets it aside
        return None
    return None


@dataclass(frozen=True)
class _Rule:
    time: rules.TimeRule
    mark: str | None  # of decimals; None: no value of the sample decides it


def _sampled(
    cursor: duckdb.DuckDBPyConnection,
    source: str,
    at: dict[str, str],
    columns: Columns,
    day_first: bool | None,
) -> list[_Rule]:
    """What the first rows say; dates that could be either way round give two rules to try."""
    cursor.execute(f"create or replace temp table raw as {source} limit {SAMPLE_ROWS}")
    try:
        mark = rules.decimal_mark(cursor, [at[name] for name in NUMBER_FIELDS["orders"] if name in at])
        times = [_time_rule(cursor, at, columns, way) for way in _ways(cursor, at, columns, day_first)]
    finally:
        cursor.execute("drop table temp.raw")
    return [_Rule(time, mark) for time in times if time and _is_plain(time)]


def _ways(
    cursor: duckdb.DuckDBPyConnection, at: dict[str, str], columns: Columns, day_first: bool | None
) -> tuple[bool | None, ...]:
    try:
        _time_rule(cursor, at, columns, day_first)
    except ImportRefused as refusal:
        return (True, False) if refusal.code == "dates_ambiguous" else ()
    return (day_first,)


def _time_rule(
    cursor: duckdb.DuckDBPyConnection, at: dict[str, str], columns: Columns, day_first: bool | None
) -> rules.TimeRule | None:
    title = columns.title("ordered_at")
    return rules.time_rule(cursor, at["ordered_at"], title, "", day_first=day_first, is_needed=True)


def _is_plain(rule: rules.TimeRule) -> bool:
    """Only digits and signs, a sign between the parts of the date, and digits at the end: no zone can hide there."""
    return (
        rule.family in PLAIN
        and bool(rule.formats)
        and not rule.is_mixed
        and all(
            form[2] in "./-" and form[-2:] in ("%S", "%M", "%Y", "%y", "%d", "%f") and "%p" not in form
            for form in rule.formats
        )
    )


def _read(
    cursor: duckdb.DuckDBPyConnection,
    source: str,
    at: dict[str, str],
    rule: _Rule,
    day_first: bool | None,
    work: Path,
) -> Quick | None:
    """One pass, and the proof."""
    target = str(work / "orders.parquet").replace("'", "''")
    selected = ", ".join(f"{expression} as {name}" for name, expression in _parts(at, rule).items())
    cursor.execute(
        f"copy (select {selected} from ({source}) as raw) to '{target}' "
        "(format parquet, compression snappy, dictionary_size_limit 1000)"
    )
    rows, whole, orders, oldest, newest, above_12 = cursor.execute(f"""
        select count(*), least(count(order_id), count(ordered_at), count(amount), count(*) filter (where is_plain)),
            count(distinct hash(order_id)), min(ordered_at), max(ordered_at),
            count(*) filter (where day(ordered_at) > 12)
        from read_parquet('{target}')""").fetchall()[0]
    is_decided = rule.time.family == "year_first" or day_first is not None or above_12 or _has_points(rule)
    is_whole = rows and rows == whole == orders
    if is_whole and oldest.year in YEARS and newest.year in YEARS and is_decided:
        return Quick(table.Typed({"ordered_at": rule.time}, rule.mark or "."), rows)
    return None


def _has_points(rule: _Rule) -> bool:
    """With points the day comes first."""
    return all(form[2] == "." for form in rule.time.formats)


def _parts(at: dict[str, str], rule: _Rule) -> dict[str, str]:
    """Column of orders.parquet → SQL."""
    time = f"try_strptime({at['ordered_at']}, [{', '.join(repr(form) for form in rule.time.formats)}])"
    numbers = {name: _number(at[name], rule.mark) for name in ("order_total", *NUMBERS) if name in at}
    proofs = [f"({at[name]} is null or {numbers[name]} is not null)" for name in NUMBERS if name in at]
    ids = [at[name] for name in IDS if name in at]
    proofs += [f"coalesce(not contains({one}, 'E+'), true)" for one in ids]
    proofs += [f"coalesce(length({one}) < 17 or not ends_with({one}, '00'), true)" for one in ids]
    parts = {
        "order_row": "row_number",
        "order_id": at["order_id"],
        "ordered_at": time,
        "amount": numbers["order_total"],
    }
    if "discount" in at:
        parts["discount"] = f"coalesce({numbers['discount']}, 0)"
    if "refunded_amount" in at:
        parts["refunded_amount"] = f"abs(coalesce({numbers['refunded_amount']}, 0))"
    people = {name: at.get(name, "cast(null as text)") for name in PEOPLE}
    people |= table.identity(people)
    wanted = {name: name in at for name in PEOPLE} | {"phone": bool({"phone", "billing_phone"} & set(at))}
    parts |= {name: sql for name, sql in people.items() if wanted[name] and name in COLUMNS}
    parts |= {name: at[name] for name in TEXTS if name in at}
    return parts | {"is_plain": " and ".join(proofs)}


def _number(column: str, mark: str | None) -> str:
    """SQL for numbers without words, blanks and thousands marks; NULL for all others."""
    if mark == ",":
        is_bare = f"not contains(lower({column}), 'e') and not contains({column}, '_')"
        read = f"try_cast(replace({column}, ',', '.') as decimal(18, 4))"
        return f"case when not contains({column}, '.') and {is_bare} then {read} end"
    without = f"not contains({column}, ',')" + ("" if mark else f" and not contains({column}, '.')")
    return f"case when {without} then try_cast({column} as decimal(18, 4)) end"
