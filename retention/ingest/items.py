"""Rows that hold a whole order: its items, packed into cells or numbered columns, become order lines.

What cannot be taken apart never costs the order: its text is kept as the product, and the report counts such orders.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from retention.ingest import typing_rules as rules
from retention.ingest.columns import Columns, ItemColumns, quoted
from retention.ingest.item_syntax import CUT, PLAIN, SYNTAXES, Syntax, syntax_of
from retention.ingest.statements import statement

PATTERNS = ("product", "sku", "category", "quantity", "unit_price", "line_total", "whole", "cut", "kept")
NUMBERS = ("quantity", "unit_price", "line_total")
FIELDS = ("product", "sku", "category", *NUMBERS)
SAMPLE = "(select * from raw where {cell} is not null limit 500)"
NEVER = "^$a()"
"""Stands for a field that the syntax does not have: nothing matches it."""
PRICE_END = r"([^0-9\s.,-]\.?)\s+(-?[0-9])"
"""Between two prices in one cell: the end of a currency, then the next number."""


def unpack(cursor: duckdb.DuckDBPyConnection, columns: Columns) -> list[list[object]]:
    """Makes the table `item` and gives the rows of `typed_row` the sum of their items. Notes for the report."""
    if not columns.items:
        cursor.execute(
            "create table item (row_number bigint, item_number bigint, sku text, product text, category text, "
            "quantity decimal(18, 4), amount decimal(18, 4), is_understood boolean)"
        )
        return []
    _make_text(cursor, columns.items)
    _make_typed(cursor)
    cursor.execute(f"create or replace table typed_row as {statement('rows_with_items')}")
    orders = cursor.execute("select count(distinct row_number) from item where not is_understood").fetchall()[
        0
    ][0]
    return [["items_not_understood", {"orders": orders}]] if orders else []


def _make_text(cursor: duckdb.DuckDBPyConnection, items: ItemColumns) -> None:
    """`item_text`: one row an item, all text."""
    if items.numbered:
        each = " union all ".join(_numbered(number, one) for number, one in enumerate(items.numbered, 1))
        cursor.execute(f"create table item_text as {each}")
        return
    syntax = syntax_of(items.syntax) if items.syntax else _fitting(cursor, items)
    cursor.execute(f"create table item_text as {_packed(items, syntax, 'raw')}")


def _numbered(number: int, at: Mapping[str, int]) -> str:
    """SQL: the items of one group of numbered columns."""
    cells = {name: f"c{at[name] + 1}" if name in at else "null::text" for name in FIELDS}
    listed = ", ".join(f"{cell} as {name}" for name, cell in cells.items())
    return (
        f"select row_number, {number} as item_number, {listed}, true as is_understood from raw "
        f"where coalesce({cells['product']}, {cells['sku']}) is not null"
    )


def _packed(items: ItemColumns, syntax: Syntax, rows: str) -> str:
    """SQL: the items packed into cells."""
    sql = statement("packed_items")
    places = {name: quoted(getattr(syntax, name) or NEVER) for name in PATTERNS}
    places |= {
        "cells": ", ".join(f"c{at + 1}" for at in items.packed),
        "prices": _prices(items),
        "rows": rows,
    }
    for name, value in places.items():
        sql = sql.replace("{" + name + "}", value)
    return sql


def _prices(items: ItemColumns) -> str:
    if items.prices is None:
        return "null::text[]"
    apart = quoted(rf"\1{CUT}\2")
    return f"string_split(regexp_replace(c{items.prices + 1}, {quoted(PRICE_END)}, {apart}, 'g'), '{CUT}')"


def _fitting(cursor: duckdb.DuckDBPyConnection, items: ItemColumns) -> Syntax:
    """The first syntax that understands more than half of the items of the file's first rows."""
    cell = f"coalesce({', '.join(f'c{at + 1}' for at in items.packed)})"
    rows = SAMPLE.replace("{cell}", cell)
    for syntax in SYNTAXES:
        share = cursor.execute(
            f"select avg(cast(is_understood as integer)) from ({_packed(items, syntax, rows)})"
        ).fetchall()[0][0]
        if (share or 0) > 0.5:
            return syntax
    return PLAIN


def _make_typed(cursor: duckdb.DuckDBPyConnection) -> None:
    mark = _decimal_mark(cursor)
    sql = statement("items")
    for name in NUMBERS:
        sql = sql.replace("{" + name + "}", rules.number(f"trim({name})", mark))
    cursor.execute(f"create table item as {sql}")


def _decimal_mark(cursor: duckdb.DuckDBPyConnection) -> str:
    """A mark before one or two last digits is the decimal one; the point where none is or both are."""
    counts = ", ".join(
        " + ".join(
            f"count(*) filter (where regexp_matches({name}, '{mark}[0-9]{{1,2}}[^0-9]*$'))"
            for name in NUMBERS
        )
        for mark in (",", "[.]")
    )
    comma, point = cursor.execute(f"select {counts} from item_text").fetchall()[0]
    return "," if comma > point else "."
