"""Session files before typing: codes into words, versions and copies of rows taken out, lists in cells into rows.

Works on the child's table `raw`, whose columns c1, c2, … are text as written.
"""

from __future__ import annotations

import duckdb

from retention.ingest import platforms
from retention.ingest.columns import Columns
from retention.ingest.platforms import Shape

ELEMENTS = 1 << 20
"""Rows out of one list row are numbered on from its number × this; no visit has more events."""
EVENT_CELLS = ("event", "sku", "product", "category", "price", "quantity")
ORDER_CELLS = ("order_id", "revenue", "currency")


def has_lists(columns: Columns) -> bool:
    """Whether events and orders of a visit stand as lists in its cells."""
    return platforms.by_key(columns.platform).shape is Shape.LIST_ROWS


def prepare(cursor: duckdb.DuckDBPyConnection, columns: Columns) -> int:
    """Makes `raw` ready for typing; returns how many rows were taken out because others say the same or more."""
    _decode(cursor, columns)
    surplus = _drop_versions(cursor, columns) if "sign" in columns.mapping else _drop_copies(cursor, columns)
    if has_lists(columns):
        _unpack(cursor, columns)
    return surplus


def _cell(columns: Columns, name: str) -> str:
    return f"c{columns.mapping[name] + 1}"


def _decode(cursor: duckdb.DuckDBPyConnection, columns: Columns) -> None:
    """Codes into words, as the platform's record says, and the one filled of several columns into the first."""
    replaced = [
        f"coalesce({', '.join(f'c{at + 1}' for at in positions)}) as {_cell(columns, name)}"
        for name, positions in columns.repeated.items()
    ]
    for name, words in platforms.by_key(columns.platform).codes.items():
        if name in columns.mapping:
            whens = " ".join(f"when '{code}' then '{word}'" for code, word in words.items())
            replaced.append(f"case {_cell(columns, name)} {whens} else {_cell(columns, name)} end as "
                            f"{_cell(columns, name)}")  # fmt: skip
    if replaced:
        cursor.execute(f"create or replace table raw as select * replace ({', '.join(replaced)}) from raw")


def _drop_versions(cursor: duckdb.DuckDBPyConnection, columns: Columns) -> int:
    """A log with signs: a row −1 takes the row +1 back that says the same. Of a visit's rows +1 that are left the last
    one counts; where none is left, a row −1 that took nothing of this file back stays, to be set aside."""
    visit, sign = _cell(columns, "session_id"), _cell(columns, "sign")
    said = ", ".join(f"c{at + 1}" for at in columns.kept if at != columns.mapping["sign"])
    return _delete(cursor, f"""
        {sign} in ('1', '-1') and row_number not in (
            with versions as (
                select row_number, {visit} as visit, {sign} as sign,
                    sum(cast({sign} as integer)) over (partition by {said}) as left_over,
                    row_number() over (partition by {said}, {sign} order by row_number desc) as place
                from raw where {sign} in ('1', '-1')),
            visits as (
                select visit, max(row_number) filter (where sign = '1' and left_over > 0) as newest
                from versions group by visit)
            select newest from visits where newest is not null
            union all
            select versions.row_number
            from versions inner join visits on versions.visit is not distinct from visits.visit
            where visits.newest is null and sign = '-1' and place <= -left_over)""")  # fmt: skip


def _drop_copies(cursor: duckdb.DuckDBPyConnection, columns: Columns) -> int:
    """Rows sent twice: the same in every column that is read."""
    cells = ", ".join(f"c{position + 1}" for position in sorted(set(columns.mapping.values())))
    return _delete(cursor, f"row_number not in (select min(row_number) from raw group by {cells})")


def _delete(cursor: duckdb.DuckDBPyConnection, condition: str) -> int:
    return int(cursor.execute(f"delete from raw where {condition}").fetchall()[0][0])


def _unpack(cursor: duckdb.DuckDBPyConnection, columns: Columns) -> None:
    """One row with lists into a row for the visit, one for each event and one for each order, all with the visit's
    other cells. `list_event` says what happened."""
    events = [_cell(columns, name) for name in EVENT_CELLS if name in columns.mapping]
    orders = [_cell(columns, name) for name in ORDER_CELLS if name in columns.mapping]
    order_id = _cell(columns, "order_id") if "order_id" in columns.mapping else "null"
    listed = ", ".join(f"{_list(cell)} as {cell}" for cell in (*events, *orders))
    no_event, no_order = (dict.fromkeys(cells, "cast(null as text)") for cells in (events, orders))
    parts = [_rows("0", "'visit'", no_event | no_order, "")]
    if events:
        taken = {cell: f"{cell}[i]" for cell in events} | no_order
        if orders and "order_id" in columns.mapping:
            taken[order_id] = f"case when {_word(columns)} = 'purchase' then {order_id}[1] end"
        parts.append(_rows("i", _word(columns), taken, _longest(events)))
    if orders:
        taken = {cell: f"{cell}[i]" for cell in orders} | no_event
        parts.append(_rows(f"{ELEMENTS // 2} + i", "'purchase'", taken, _longest(orders)))
    replaced = f"replace ({listed})" if listed else ""
    cursor.execute(
        f"create or replace table raw as with listed as (select * {replaced} from raw) {' union all '.join(parts)}"
    )


def _rows(number: str, word: str, taken: dict[str, str], lists: str) -> str:
    replaced = ", ".join(f"{value} as {cell}" for cell, value in taken.items())
    return (
        f"select * {'exclude (i)' if lists else ''} "
        f"replace ({', '.join(filter(None, (f'row_number * {ELEMENTS} + {number} as row_number', replaced)))}), "
        f"{word} as list_event from listed{lists}"
    )


def _longest(cells: list[str]) -> str:
    length = f"greatest({', '.join(f'len({cell})' for cell in cells)})"
    return f", unnest(range(1, least({length}, {ELEMENTS // 2 - 1}) + 1)) as element (i)"


def _word(columns: Columns) -> str:
    """The event's word; a list of purchased products has none, and one of other products says nothing."""
    if "event" in columns.mapping:
        return f"coalesce({_cell(columns, 'event')}[i], 'visit')"
    title = columns.title("sku").split(":")[-1] if "sku" in columns.mapping else ""
    return "'purchase'" if title.startswith(("products", "purchasedProduct")) else "'visit'"


def _list(cell: str) -> str:
    """SQL: `[a,b]`, `['a','b']` or `["a","b"]` as a list of texts; a backslash stands before quotation marks inside.
    Where the file escapes its cells too, one more stands before all of them: `[\\'a\\',\\'b\\']`."""
    inner = f"{cell}[2:-2]"
    once = f"replace(replace(replace({inner}, '\\\\', chr(1)), '\\''', ''''), chr(1), '\\')"
    bare = f"case when starts_with({inner}, '\\''') then {once} else {inner} end"
    split = """case when bare[1] in ('''', '"') then string_split(
        replace(bare[2:-2], bare[1] || ', ' || bare[1], bare[1] || ',' || bare[1]), bare[1] || ',' || bare[1])
        else string_split(bare, ',') end"""
    plain = "nullif(trim(replace(replace(x, '\\''', ''''), '\\\"', '\"')), '')"
    elements = f"list_transform([{bare}], lambda bare: list_transform({split}, lambda x: {plain}))[1]"
    return f"""case when {cell} is null or ({inner} = '' and {cell}[1] = '[') then []
        when {cell}[1] <> '[' then [{cell}] else {elements} end"""
