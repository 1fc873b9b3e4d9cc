"""Writes the typed rows of a file as facts.parquet, each with its key and the content of all rows of that key."""

from __future__ import annotations

from pathlib import Path

import duckdb

from retention.ingest.kinds.record import FactKind
from retention.ingest.options import Reading
from retention.ingest.statements import statement

BESIDE = ("file_row", "row_count", "fact_at")
"""Columns of a fact that are no content."""


def write_facts(cursor: duckdb.DuckDBPyConnection, kind: FactKind, work: Path, reading: Reading) -> None:
    """Facts of one file; a row said twice in the same words is a duplicate."""
    cursor.execute(f"create temp table written as {statement(kind.key)}")
    columns = [row[0] for row in cursor.execute("describe written").fetchall() if row[0] not in BESIDE]
    cursor.execute(f"""
        create temp table fact as
        select *, md5(cast(row({", ".join(columns)}) as text)) as said from written""")
    if kind.drops_repeats:
        reading.rows_duplicate = _drop_repeats(cursor)
    target = str(work / "facts.parquet").replace("'", "''")
    cursor.execute(f"""
        copy (
            with content as (
                select fact_key, md5_number_lower(string_agg(said, ' ' order by file_row)) as content_hash
                from fact group by fact_key)
            select fact.* exclude (said), content.content_hash
            from fact inner join content on fact.fact_key = content.fact_key
            order by file_row
        ) to '{target}' (format parquet, compression zstd)""")


def _drop_repeats(cursor: duckdb.DuckDBPyConnection) -> int:
    """Takes rows away that say what an earlier row of the file said; how many."""
    repeats = """select file_row from fact
        qualify row_number() over (partition by fact_key, said order by file_row) > 1"""
    dropped = [row[0] for row in cursor.execute(repeats).fetchall()]
    for table, row in (("fact", "file_row"), ("typed_row", "row_number")):
        cursor.execute(f"delete from {table} where list_contains($dropped, {row})", {"dropped": dropped})
    return len(dropped)
