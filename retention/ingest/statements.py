"""The SQL files of the reading child: the text of one, and one written to Parquet."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import duckdb


def statement(name: str) -> str:
    """The text of sql/ingest/NAME.sql."""
    return files("retention.sql").joinpath(f"ingest/{name}.sql").read_text(encoding="utf-8")


def copy(
    cursor: duckdb.DuckDBPyConnection, name: str, work: Path, places: dict[str, str] | None = None
) -> None:
    """Writes the result of sql/ingest/NAME.sql, its `places` filled, to NAME.parquet in the work folder."""
    target = str(work / f"{name}.parquet").replace("'", "''")
    sql = statement(name).format(**places) if places else statement(name)
    cursor.execute(f"copy ({sql}) to '{target}' (format parquet, compression zstd)")
