"""Makes `typed_row` and `rejected` for the kinds of this package, by the rules that orders are read by."""

from __future__ import annotations

import duckdb

from retention.errors import ImportRefused
from retention.ingest import table
from retention.ingest import typing_rules as rules
from retention.ingest.columns import Columns
from retention.ingest.kinds.months import month_of, months_in
from retention.ingest.kinds.record import NO, YES, FactKind, Flag


def make_typed(
    cursor: duckdb.DuckDBPyConnection, kind: FactKind, columns: Columns, file: str, day_first: bool | None
) -> table.Typed:
    """Typed rows of one file. Raises ImportRefused for dates that nobody can read."""
    at = {name: f"c{position + 1}" for name, position in columns.mapping.items()}
    months = {name: at[name] for name in kind.months if name in at and months_in(cursor, at[name])}
    times = _time_rules(
        cursor, kind, columns, {k: v for k, v in at.items() if k not in months}, file, day_first
    )
    mark = _decimal_mark(cursor, [at[name] for name in kind.file.numbers if name in at])
    parts = {name: at.get(name, "cast(null as text)") for name in kind.file.texts}
    parts |= {
        name: rules.number(at[name], mark) if name in at else "cast(null as decimal(18, 4))"
        for name in kind.file.numbers
    }
    parts |= {
        name: times[name].expression if name in times else "cast(null as timestamp)"
        for name in kind.file.times
    }
    parts |= {name: month_of(column) for name, column in months.items()}
    parts |= {
        name: _flag(cursor, at[name], kind.flags[name]) if name in at else "cast(null as boolean)"
        for name in kind.file.flags
    }
    if kind.has_people:
        parts |= table.identity(parts)
    parts["is_month"] = "true" if months else "false"
    selected = ", ".join(f"{expression} as {name}" for name, expression in parts.items())
    cursor.execute(f"create table typed_row as select row_number, {selected} from raw")
    _reject(cursor, kind, at)
    return table.Typed(times, mark)


def _time_rules(
    cursor: duckdb.DuckDBPyConnection,
    kind: FactKind,
    columns: Columns,
    at: dict[str, str],
    file: str,
    day_first: bool | None,
) -> dict[str, rules.TimeRule]:
    """The rule of each date column. A needed column must hold dates; the order found in one holds for all."""
    needed = {name for group in kind.file.needed for name in group}
    found: dict[str, rules.TimeRule] = {}
    open_ones = [name for name in kind.file.times if name in at]
    for last_try in (False, True):
        for name in [name for name in open_ones if name not in found]:
            try:
                rule = rules.time_rule(
                    cursor, at[name], columns.title(name), file, day_first=day_first, is_needed=name in needed
                )
            except ImportRefused as refusal:
                if refusal.code != "dates_ambiguous" or last_try:
                    raise
                continue
            if rule:
                found[name] = rule
                if day_first is None and rule.family in ("day_first", "month_first"):
                    day_first = rule.family == "day_first"
    return found


def _decimal_mark(cursor: duckdb.DuckDBPyConnection, columns: list[str]) -> str:
    """The file's decimal mark; where no value decides it, 1.000 is a thousand."""
    decided = rules.decimal_mark(cursor, columns)
    return decided or ("," if "." in rules.marks_before_three_digits(cursor, columns) else ".")


def _flag(cursor: duckdb.DuckDBPyConnection, column: str, flag: Flag) -> str:
    """SQL for a BOOLEAN: words of yes and no, a date is a yes; NULL where it is neither. An empty cell says nothing;
    only in a column that never says no it is the no."""
    word = f"lower(trim({column}))"
    yes, no = (
        ", ".join(f"'{one}'" for one in (*words, *more)) for words, more in ((YES, flag.yes), (NO, flag.no))
    )
    is_yes = f"({word} in ({yes}) or regexp_matches({column}, '[0-9]{{4}}'))"
    count = f"select count(*) filter (where {is_yes}), count(*) filter (where {word} in ({no})) from raw"
    agreed, refused = cursor.execute(count).fetchall()[0]
    blank = "false" if agreed and not refused else "null"
    return f"case when {word} in ({no}) then false when {is_yes} then true when {column} is null then {blank} end"


def _reject(cursor: duckdb.DuckDBPyConnection, kind: FactKind, at: dict[str, str]) -> None:
    """Sets rows aside: a value that is written but cannot be read, then a row that says nothing."""
    cursor.execute("create table rejected (row_number bigint, column_name text, value text, reason text)")
    file = kind.file
    typed = [(file.times, "date"), (file.numbers, "number"), (file.flags, "flag")]
    for name, reason in [(name, reason) for names, reason in typed for name in names if name in at]:
        cursor.execute(f"""
            insert into rejected
            select raw.row_number, '{name}', raw.{at[name]}, '{reason}'
            from raw inner join typed_row on raw.row_number = typed_row.row_number
            where raw.{at[name]} is not null and typed_row.{name} is null
                and raw.row_number not in (select row_number from rejected)""")
    for condition, reason in kind.unusable:
        cursor.execute(f"""
            insert into rejected select row_number, null, null, '{reason}' from typed_row
            where {condition} and row_number not in (select row_number from rejected)""")
    cursor.execute("delete from typed_row where row_number in (select row_number from rejected)")
