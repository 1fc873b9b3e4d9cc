"""Files that leave the shop: CSV that Excel opens with the right letters and that cannot run as a formula."""

from __future__ import annotations

from typing import Any

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula, wide letters of East Asian keyboards included."""


def csv_bytes(rows: pd.DataFrame, *, unguarded: tuple[str, ...] = ()) -> bytes:
    """UTF-8 with BOM; text cells that a spreadsheet would take for a formula get an apostrophe before them.

    `unguarded` columns hold what we made ourselves (phones as + and digits).
    """
    safe = rows.copy()
    for column in safe.columns:
        if column not in unguarded and not _is_made_of_numbers(safe[column]):
            safe[column] = safe[column].astype(object).map(_guarded)
    safe.columns = pd.Index([_guarded(column) for column in safe.columns])
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _is_made_of_numbers(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column)


def _guarded(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
