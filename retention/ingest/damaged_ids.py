"""Ids that a spreadsheet has damaged: 1.03293E+19 stands for many ids, and joined by it strangers would be one."""

from __future__ import annotations

import duckdb

from retention.errors import ImportRefused
from retention.ingest.columns import Columns

IDS = ("order_id", "customer_id", "phone", "billing_phone", "visitor_id", "session_id", "sku")
EXPONENT = "[0-9]([.,][0-9]+)?E[+][0-9]{2,3}"
LONG, ROUNDED = "[0-9]{17,}", "[0-9]{15}0{2,}"
"""A spreadsheet keeps 15 digits and writes zeros for the rest."""
MOST_DAMAGED = 1


def refuse_damaged_ids(cursor: duckdb.DuckDBPyConnection, columns: Columns, file: str) -> None:
    """Raises ImportRefused `ids_damaged` where two or more ids of a column are damaged; a single damaged one counts
    as an empty cell. Over the scratch table `raw`."""
    for name in IDS:
        if name not in columns.mapping:
            continue
        column = f"c{columns.mapping[name] + 1}"
        damaged, rounded, long, example = cursor.execute(f"""
            select count(*) filter (where is_exponent), count(*) filter (where is_rounded),
                count(*) filter (where is_long), min({column}) filter (where is_exponent or is_rounded)
            from (select {column}, regexp_full_match({column}, '{EXPONENT}') as is_exponent,
                regexp_full_match({column}, '{LONG}') as is_long,
                regexp_full_match({column}, '{ROUNDED}') as is_rounded
                from raw where length({column}) >= 5)""").fetchall()[0]
        if damaged > MOST_DAMAGED or (rounded > MOST_DAMAGED and rounded == long):
            raise ImportRefused("ids_damaged", file=file, column=columns.title(name), example=example)
        if damaged:
            cursor.execute(f"update raw set {column} = null where regexp_full_match({column}, '{EXPONENT}')")
