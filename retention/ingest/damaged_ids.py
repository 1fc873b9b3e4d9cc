"""Long numbers that a spreadsheet has shortened (1.03293E+19): whoever they named can no longer be told apart."""

from __future__ import annotations

import duckdb

from retention.errors import ImportRefused
from retention.ingest.columns import Columns

IDS = ("order_id", "session_id", "visitor_id", "customer_id")


def refuse_damaged_ids(cursor: duckdb.DuckDBPyConnection, columns: Columns, file: str) -> None:
    """Raises ImportRefused where a column of ids in the child's table `raw` holds shortened numbers."""
    for name in IDS:
        if name in columns.mapping:
            cell = f"c{columns.mapping[name] + 1}"
            found = cursor.execute(f"""
                select {cell} from raw
                where contains({cell}, 'E+') and regexp_full_match({cell}, '[0-9]([.,][0-9]+)?E[+][0-9]{{2}}')
                limit 1""").fetchall()
            if found:
                raise ImportRefused("ids_damaged", file=file, column=columns.title(name), example=found[0][0])
