"""The rows that were set aside, as a file: line, column, value, reason."""

from __future__ import annotations

from pathlib import Path

import duckdb

from retention.ingest.columns import Columns
from retention.ingest.dialect import Dialect
from retention.ingest.mending import broken_lines
from retention.ingest.places import Places


def write_rejects(
    cursor: duckdb.DuckDBPyConnection, work: Path, columns: Columns, dialect: Dialect, found: Places
) -> None:
    """Rejected rows with line, column, value and reason: broken rows by DuckDB, unreadable values by us."""
    titles = " ".join(
        f"when '{name}' then '{columns.title(name).replace(chr(39), chr(39) * 2)}'"
        for name in columns.mapping
    )
    target = str(work / "rejects.parquet").replace("'", "''")
    for name, lines in (("row_line", found.lines), ("broken_line", found.broken)):
        cursor.execute(
            f"create temp table {name} as select unnest($keys) as key, unnest($lines) as line",
            {"keys": list(lines), "lines": list(lines.values())},
        )
    broken = {
        line: text.decode(errors="replace") for line, (_, text) in broken_lines(cursor, dialect).items()
    }
    cursor.execute(
        "create temp table broken_text as select unnest($keys::bigint[]) as key, unnest($texts::text[]) as text",
        {"keys": list(broken), "texts": list(broken.values())},
    )
    cursor.execute("create temp table set_aside (line bigint, column_name text, value text, reason text)")
    for row in dialect.set_aside:
        cursor.execute(
            "insert into set_aside values (?, ?, left(?, 500), ?)",
            [row.line, row.column, row.text, row.reason],
        )
    cursor.execute(f"""
        copy (
            select cast(coalesce(max(broken_line.line), min(reject_errors.line)) as bigint) as line,
                null as column_name,
                left(coalesce(any_value(broken_text.text), any_value(csv_line)), 500) as value,
                case when bool_or(error_type = 'UNQUOTED VALUE') then 'broken'
                    when bool_or(error_type = 'MISSING COLUMNS') then 'columns_missing'
                    when bool_or(error_type = 'TOO MANY COLUMNS') then 'columns_many' else 'broken' end as reason
            from reject_errors left join broken_line on reject_errors.line = broken_line.key
            left join broken_text on reject_errors.line = broken_text.key
            group by reject_errors.line
            union all
            select cast(row_line.line as bigint), case column_name {titles} end, left(value, 500), reason
            from rejected left join row_line on rejected.row_number = row_line.key
            union all
            select * from set_aside
            order by 1
        ) to '{target}' (format parquet)""")
