"""Adds a read order file to the shop's versions: people, traits and numbers once, orders as keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from retention.shop.statements import filled, statement, used

COLUMNS = {
    "order_row": "bigint",
    "row_count": "bigint",
    "order_id": "text",
    "ordered_at": "timestamp",
    "updated_at": "timestamp",
    "customer_id": "text",
    "email": "text",
    "phone": "text",
    "name": "text",
    "city": "text",
    "country": "text",
    "amount": "decimal(18, 4)",
    "discount": "decimal(18, 4)",
    "refunded_amount": "decimal(18, 4)",
    "refunded_on": "date",
    "status": "text",
    "is_paid": "boolean",
    "is_cancelled": "boolean",
    "currency": "text",
    "channel": "text",
    "coupon": "text",
    "device": "text",
    "payment": "text",
    "delivery": "text",
    "manager": "text",
}
"""Columns of the reader's orders; it leaves out those that the file does not have."""

PERSON = ("customer_id", "email", "phone", "name", "city", "country")
MEANT = {"row_count": 1, "is_cancelled": False, "discount": 0, "refunded_amount": 0}
"""What it means that such a column is left out; null for the others."""
TRAITS = (
    "status", "is_paid", "is_cancelled", "currency", "channel", "coupon", "device", "payment", "delivery", "manager",
)  # fmt: skip


def append_orders(
    cursor: duckdb.DuckDBPyConnection, work: Path, values: dict[str, Any], is_numbered: bool
) -> dict[str, int]:
    """Adds the file's orders; returns what is new, updated and unchanged against earlier imports.

    `values`: import_id, source.
    """
    present = _make_incoming(cursor, work / "orders.parquet")
    _make_groups(cursor, present)
    values |= {
        "series": series_of(cursor, values["source"], is_numbered=is_numbered),
        "last_key": int(_one(cursor, "select value from setting where name = 'last_order_key'")),
        "path": str(work / "lines.parquet"),
    }
    run(cursor, "create or replace temp table incoming_known as " + statement("load/incoming_known"), values)
    cursor.execute("""create or replace temp view incoming_identity as
        select file_row, customer_id, email, phone, null::text as visitor_id from incoming_person""")
    add_identifiers(cursor, values)
    for table, name in (("person", "persons"), ("order_number", "order_numbers")):
        insert(cursor, table, statement(f"load/{name}"), values)
    traits = "select $import_id as import_id, * exclude (file_row) from incoming_traits"
    insert(cursor, "order_traits", traits, values)
    same = {"same_person": _same(present, PERSON, "people"), "same_traits": _same(present, TRAITS, "traits")}
    insert(cursor, "order_version", filled("load/order_versions", same), values)
    insert(cursor, "order_detail_version", statement("load/order_details"), values)
    if Path(values["path"]).exists():
        insert(cursor, "order_line_version", statement("load/order_lines"), values)
    count_keys(cursor)
    _make_incoming_order(cursor, values["import_id"])
    run(cursor, "create or replace temp table order_content as " + statement("load/order_content"), values)
    changes = run(cursor, statement("load/order_comparison"), values).fetchall()[0]
    return dict(zip(("new", "updated", "unchanged", "unchanged_rows"), changes, strict=True))


def run(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """Executes a statement with those of the values that it names."""
    return cursor.execute(sql, used(sql, values))


def insert(cursor: duckdb.DuckDBPyConnection, table: str, sql: str, values: dict[str, Any]) -> None:
    """Adds the rows of a query to a table, by column names."""
    run(cursor, f"insert into {table} by name {sql}", values)


def add_identifiers(cursor: duckdb.DuckDBPyConnection, values: dict[str, Any]) -> None:
    """Numbers the identifiers of `incoming_identity` that the shop does not know."""
    insert(cursor, "identifier", statement("load/incoming_identifiers"), values)
    cursor.execute("""update setting set value = cast(greatest(cast(value as bigint),
        (select coalesce(max(identifier_id), 0) from identifier)) as text) where name = 'last_identifier_id'""")


def count_keys(cursor: duckdb.DuckDBPyConnection) -> None:
    """Remembers the last order key: keys are never used again, also not after an undo."""
    cursor.execute("""update setting set value = cast(greatest(cast(value as bigint),
        (select coalesce(max(order_key), 0) from order_number)) as text) where name = 'last_order_key'""")


def series_of(cursor: duckdb.DuckDBPyConnection, source: str, *, is_numbered: bool) -> int:
    """The series of order numbers of a source; begun when it is new."""
    values = {"source": source, "is_numbered": is_numbered}
    sql = "select series from order_series where source = $source and is_numbered = $is_numbered"
    known = cursor.execute(sql, values).fetchall()
    if not known:
        cursor.execute(
            "insert into order_series select coalesce(max(series), 0) + 1, $source, $is_numbered from order_series",
            values,
        )
        known = cursor.execute(sql, values).fetchall()
    return int(known[0][0])


def _one(cursor: duckdb.DuckDBPyConnection, sql: str) -> Any:
    return cursor.execute(sql).fetchall()[0][0]


def _make_incoming(cursor: duckdb.DuckDBPyConnection, path: Path) -> set[str]:
    """Temporary view `incoming`: the file's orders with all columns; returns those that the file has."""
    quoted = str(path).replace("'", "''")
    cursor.execute(f"select * from read_parquet('{quoted}') limit 0")
    present = {column[0] for column in cursor.description}
    columns = ", ".join(
        name if name in present else f"cast({MEANT.get(name, 'null')} as {kind}) as {name}"
        for name, kind in COLUMNS.items()
    )
    cursor.execute(f"create or replace temp view incoming as select {columns} from read_parquet('{quoted}')")
    return present


def _make_groups(cursor: duckdb.DuckDBPyConnection, present: set[str]) -> None:
    """Temporary tables `incoming_person` and `incoming_traits`: what orders have in common, once."""
    for name, columns, ref, table in (
        ("incoming_person", PERSON, "person_ref", "person"),
        ("incoming_traits", TRAITS, "traits_ref", "order_traits"),
    ):
        filled_in = [column for column in columns if column in present]
        nothing = "true" if name == "incoming_traits" else "false"
        groups = filled(
            "load/incoming_groups",
            {
                "ref": ref,
                "table": table,
                "present": ", ".join(filled_in or ["null as nothing"]),
                "named": ", ".join(
                    column
                    if column in filled_in
                    else f"cast({MEANT.get(column, 'null')} as {COLUMNS[column]}) as {column}"
                    for column in columns
                ),
                "condition": f"coalesce({', '.join(filled_in)}) is not null"
                if name == "incoming_person" and filled_in
                else nothing,
            },
        )
        cursor.execute(f"create or replace temp table {name} as {groups}")


def _same(present: set[str], columns: tuple[str, ...], table: str) -> str:
    """SQL condition: the order has this combination."""
    tests = [f"orders.{name} is not distinct from {table}.{name}" for name in columns if name in present]
    return " and ".join(tests) or "true"


def _make_incoming_order(cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Temporary view `incoming_order`: keys and status words of the file's orders, for the report."""
    cursor.execute(f"""create or replace temp view incoming_order as
        select version.order_key, version.traits_ref, traits.status, version.stamped_at, version.amount
        from order_version as version
        inner join order_traits as traits on version.traits_ref = traits.traits_ref
        where version.import_id = {int(import_id)}""")
