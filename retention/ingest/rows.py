"""Rows of the package's statements on the loader's own cursor."""

from __future__ import annotations

from typing import Any

import duckdb

from retention.shop.statements import statement, used


def records(
    cursor: duckdb.DuckDBPyConnection, name: str, values: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Rows of `sql/<name>.sql` as dictionaries."""
    sql = statement(name)
    cursor.execute(sql, used(sql, values or {}))
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
