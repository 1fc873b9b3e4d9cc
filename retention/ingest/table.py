"""Fills the child's scratch tables: `raw` (text as written) and `typed_row` (one row with fixed, typed columns)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from retention.errors import ImportRefused
from retention.ingest import places, visits
from retention.ingest import typing_rules as rules
from retention.ingest.columns import Columns
from retention.ingest.dialect import Dialect, swallows_rows
from retention.ingest.fields import FLAG_FIELDS, NUMBER_FIELDS, TEXT_FIELDS, TIME_FIELDS
from retention.ingest.mending import mended
from retention.ingest.order_status import status_parts

NO_CUSTOMER = ("0", "0.0", "guest", "null", "none", "nan", "n/a", "na", "-", "гость")


@dataclass(frozen=True)
class Typed:
    """How the columns were read."""

    times: dict[str, rules.TimeRule]
    decimal_mark: str


def refuse_open_quotation(
    cursor: duckdb.DuckDBPyConnection, dialect: Dialect, file: str, file_lines: int
) -> None:
    """A quotation mark that is not closed hides the rows behind it: the file is refused, or they would be lost."""
    records = cursor.execute("""select line, any_value(csv_line) from reject_errors
        where contains(csv_line, chr(10)) group by line order by line""").fetchall()
    for counted, record in records:
        if swallows_rows(record, dialect.delimiter, dialect.columns):
            found = places.find(dialect, file_lines, -1, [counted], [])
            line = found.broken.get(counted, counted)
            raise ImportRefused("line_too_long", file=file, limit=len(record) - 1, line=line)


def read_raw(cursor: duckdb.DuckDBPyConnection, dialect: Dialect, columns: Columns, work: Path) -> Dialect:
    """Reads the text into `raw`: mapped columns only, guarded apostrophes and outer blanks taken off, '' = NULL.
    Rows with too few or too many cells, or with broken quotation that cannot be mended, go to DuckDB's
    reject_errors. Returns the layout of the text that was read in the end."""
    cursor.execute(f"create table raw as {text_rows(dialect, columns, keeps_rejects=True)}")
    whole = mended(cursor, dialect, work)
    if whole:
        for name in ("raw", "reject_errors", "reject_scans"):
            cursor.execute(f"drop table {name}")
        cursor.execute(f"create table raw as {text_rows(whole, columns, keeps_rejects=True)}")
    return whole or dialect


def text_rows(dialect: Dialect, columns: Columns, *, keeps_rejects: bool = False) -> str:
    """SQL for the mapped columns of all rows as text."""
    odd = _odd_signs(dialect)
    names = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(1, dialect.columns + 1))
    cells = [f"{_cleaned(f'c{n + 1}', odd)} as c{n + 1}" for n in columns.kept]
    cleaned = ", ".join(cells + [f"{bare} as {name}" for name, bare in columns.undressed.items()])
    path = str(dialect.path).replace("'", "''")
    quote = '"' if dialect.has_quotes else ""
    rejects = "store_rejects = true, rejects_limit = 0, " if keeps_rejects else ""
    return f"""
        select row_number() over () as row_number, {cleaned}
        from read_csv('{path}', delim = '{dialect.delimiter}', quote = '{quote}', escape = '{quote}', header = false,
            skip = {dialect.skip}, columns = {{{names}}}, auto_detect = false, {rejects}nullstr = '',
            strict_mode = true, compression = 'none', hive_partitioning = false)"""


BLANKS = (" ", "\t", "\u00a0")
GUARD = "'"
CHUNK = 4 << 20


def _odd_signs(dialect: Dialect) -> frozenset[str]:
    """Blanks and apostrophes that stand anywhere in the file: mostly there are but spaces."""
    odd = {" "}
    with dialect.path.open("rb") as file:
        while chunk := file.read(CHUNK):
            odd |= {sign for sign in (*BLANKS, GUARD) if sign.encode()[:1] in chunk}
    return frozenset(odd)


def _cleaned(column: str, odd: frozenset[str]) -> str:
    """SQL: without guarding apostrophes and outer blanks, of which the file has the `odd` ones. Looking for them first
    costs a tenth of taking them off."""
    whole = f"nullif(trim(ltrim({column}, ''''), '{''.join(BLANKS)}'), '')"
    starts = [f"starts_with({column}, '{sign.replace(GUARD, GUARD * 2)}')" for sign in sorted(odd)]
    ends = [f"ends_with({column}, '{sign}')" for sign in BLANKS if sign in odd]
    tests = " or ".join([f"{column} = ''", *starts, *ends])
    return f"case when {tests} then {whole} else {column} end"


def make_typed(
    cursor: duckdb.DuckDBPyConnection,
    columns: Columns,
    file: str,
    day_first: bool | None,
    after_broken: Callable[[], list[int]],
) -> Typed:
    """Makes `typed_row` and `rejected`. Raises ImportRefused for dates or amounts nobody can read."""
    kind, at = columns.kind, columns.raw_names
    times = _time_rules(cursor, columns, at, file, day_first)
    marks = _decimal_marks(cursor, at, kind)
    parts = {name: at.get(name, "cast(null as text)") for name in TEXT_FIELDS[kind]}
    parts |= {
        name: rules.number(at[name], marks[name]) if name in at else "cast(null as decimal(18, 4))"
        for name in NUMBER_FIELDS[kind]
    }
    parts |= {
        name: times[name].expression if name in times else "cast(null as timestamp)"
        for name in TIME_FIELDS[kind]
    }
    parts |= {
        name: rules.flag(at[name]) if name in at else "cast(null as boolean)" for name in FLAG_FIELDS[kind]
    }
    parts |= identity(parts)
    if kind == "orders":
        parts |= status_parts(cursor, columns.platform, at, parts)
    if kind == "sessions":
        parts |= visits.session_parts(columns, at, parts)
    selected = ", ".join(f"{expression} as {name}" for name, expression in parts.items())
    rows = f"select row_number, {selected} from raw"
    if kind == "orders":
        rows = f"select *, {_line_amount(at, columns.cancel_prefix)} as line_amount from ({rows})"
    cursor.execute(f"create table typed_row as {rows}")
    _refuse_unreadable_amounts(cursor, columns, at, file)
    if kind == "orders" and "order_id" in at:
        _continue_orders(cursor, after_broken)
    _reject_unreadable(cursor, at, kind)
    if kind == "orders":
        _number_orders(cursor, has_numbers="order_id" in at)
    elif "session_id" not in at:
        visits.number_visits(cursor, visits.PAUSE_MINUTES if "event" in at else 0)
    return Typed(times, next((mark for name, mark in marks.items() if name != "quantity"), "."))


def _decimal_marks(cursor: duckdb.DuckDBPyConnection, at: dict[str, str], kind: str) -> dict[str, str]:
    """The decimal mark of every number column: the file's, as far as any value decides it. Where none does, 1.000 is
    a thousand in a money column and one in a quantity (shop systems write pieces with three digits)."""
    numbers = {name: at[name] for name in NUMBER_FIELDS[kind] if name in at}
    decided = rules.decimal_mark(cursor, list(numbers.values()))
    if decided:
        return dict.fromkeys(numbers, decided)
    money = [column for name, column in numbers.items() if name != "quantity"]
    marks = dict.fromkeys(numbers, "," if "." in rules.marks_before_three_digits(cursor, money) else ".")
    if "quantity" in numbers:
        pieces = rules.marks_before_three_digits(cursor, [numbers["quantity"]])
        marks["quantity"] = "," if "," in pieces else "."
    return marks


def _refuse_unreadable_amounts(
    cursor: duckdb.DuckDBPyConnection, columns: Columns, at: dict[str, str], file: str
) -> None:
    """A column taken for the amount in which not one value is a number is the wrong column."""
    for name in ("order_total", "line_total", "unit_price"):
        if columns.kind == "orders" and name in at:
            filled, read, example = cursor.execute(f"""
                select count(raw.{at[name]}), count(typed_row.{name}), min(raw.{at[name]})
                from raw inner join typed_row on raw.row_number = typed_row.row_number""").fetchall()[0]
            if filled and not read:
                title = columns.title(name)
                raise ImportRefused("amounts_unreadable", file=file, column=title, example=example)


def _time_rules(
    cursor: duckdb.DuckDBPyConnection, columns: Columns, at: dict[str, str], file: str, day_first: bool | None
) -> dict[str, rules.TimeRule]:
    needed = {"ordered_at", "started_at"}
    found: dict[str, rules.TimeRule] = {}
    for name in TIME_FIELDS[columns.kind]:
        if name in at:
            rule = rules.time_rule(
                cursor, at[name], columns.title(name), file, day_first=day_first, is_needed=name in needed
            )
            if rule:
                found[name] = rule
                if day_first is None and name in needed and rule.family in ("day_first", "month_first"):
                    day_first = rule.family == "day_first"  # the file's other dates are written alike
    return found


def identity(parts: dict[str, str]) -> dict[str, str]:
    """Normalised identifiers (definitions, section 2). The customer's phone goes before the billing phone."""
    none = ", ".join(f"'{word}'" for word in NO_CUSTOMER)
    known = {
        "customer_id": f"case when lower({parts['customer_id']}) not in ({none}) then {parts['customer_id']} end",
        "email": f"case when contains({parts['email']}, '@') then lower({parts['email']}) end",
    }
    if "phone" in parts:
        phones = [_phone(parts[name]) for name in ("phone", "billing_phone") if name in parts]
        either = f"coalesce({', '.join(phones)})"
        known |= {"phone": either}
    return known


def _phone(column: str) -> str:
    digits = f"regexp_replace({column}, '[^0-9]', '', 'g')"
    seven = f"case when length({digits}) = 11 and starts_with({digits}, '8') then '7' || {digits}[2:] else {digits} end"
    return f"case when length({digits}) between 10 and 15 then {seven} end"


def _line_amount(at: dict[str, str], cancel_prefix: str) -> str:
    """SQL over the typed columns."""
    if "line_total" in at:
        amount = "line_total"
    elif "unit_price" in at and "quantity" in at:
        # the product of two 18-digit decimals would overflow from ten billion on
        pieces, price = (f"cast({name} as decimal(19, 4))" for name in ("quantity", "unit_price"))
        amount = f"{pieces} * {price} - coalesce(line_discount, 0)"
    else:
        amount = "unit_price"
    if cancel_prefix:
        is_back = f"starts_with(upper(order_id), '{cancel_prefix}')"
        amount = f"case when {is_back} then -abs({amount}) else {amount} end"
    return f"try_cast({amount} as decimal(18, 4))"


def _reject_unreadable(cursor: duckdb.DuckDBPyConnection, at: dict[str, str], kind: str) -> None:
    """Rows whose date or number is written but cannot be read are set aside with line, column, value and reason."""
    cursor.execute("create table rejected (row_number bigint, column_name text, value text, reason text)")
    checks = [(name, "date") for name in TIME_FIELDS[kind]] + [
        (name, "number") for name in NUMBER_FIELDS[kind]
    ]
    for name, reason in checks:
        if name in at:
            cursor.execute(f"""
                insert into rejected
                select raw.row_number, '{name}', raw.{at[name]}, '{reason}'
                from raw inner join typed_row on raw.row_number = typed_row.row_number
                where raw.{at[name]} is not null and typed_row.{name} is null
                    and not {rules.says_nothing(f"raw.{at[name]}")}""")
    if (
        kind == "orders" and {"quantity", "unit_price"} <= set(at) and "line_total" not in at
    ):  # a product too large for any money
        cursor.execute("""
            insert into rejected
            select row_number, 'unit_price', cast(unit_price as text), 'number' from typed_row
            where quantity is not null and unit_price is not null and line_amount is null""")
    cursor.execute("delete from typed_row where row_number in (select row_number from rejected)")


def _continue_orders(cursor: duckdb.DuckDBPyConnection, after_broken: Callable[[], list[int]]) -> None:
    """A blank number continues the order above when the row has no date and no total of its own. Behind a broken row
    nobody knows which order that was."""
    if not cursor.execute("select 1 from typed_row where order_id is null limit 1").fetchall():
        return
    cursor.execute(
        """
        create or replace table typed_row as
        with marked as (
            select *, case when order_id is not null then order_id
                when list_contains($after_broken, row_number) then '' end as above
            from typed_row)
        select * exclude (above) replace (case when order_id is null and ordered_at is null and order_total is null
            then nullif(last_value(above ignore nulls) over (order by row_number), '') else order_id end as order_id)
        from marked order by row_number""",
        {"after_broken": after_broken()},
    )


def _number_orders(cursor: duckdb.DuckDBPyConnection, *, has_numbers: bool) -> None:
    """Gives every row its order: in a file without numbers an order is its content and the count of that content
    so far; in a file with numbers a row without one belongs to no order."""
    if not has_numbers:
        cursor.execute("""
            create or replace table typed_row as
            with hashed as (
                select *, md5(cast(row(ordered_at, customer_id, email, phone, name, order_total, quantity,
                    line_amount, sku, product, status, currency, refunded_amount) as text)) as content
                from typed_row)
            select * exclude (content) replace ('content-' || content || '-' || row_number() over (
                partition by content order by row_number) as order_id)
            from hashed""")
        return
    cursor.execute("""insert into rejected
        select row_number, 'order_id', null, 'no_order_id' from typed_row where order_id is null""")
    cursor.execute("delete from typed_row where order_id is null")
