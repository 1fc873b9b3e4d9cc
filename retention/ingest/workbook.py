"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods): one sheet becomes a plain text table, as its user sees the cells.

Runs in the reading child: a crafted workbook may exhaust memory, and then only this process ends.
"""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from retention.captions import N_
from retention.errors import ImportRefused
from retention.ingest.archive import CRAFTED_ZIP, OLD_OFFICE, WORKBOOKS, ZIP, head_of, refuse_explosion

WITH_PASSWORD = N_("a workbook with a password")
NOT_OPENED = N_("a workbook that cannot be opened")
EXACT = 1e15
"""A spreadsheet keeps 15 digits of a number."""


def format_of(path: Path) -> str | None:
    """The kind of workbook, None where the file is none."""
    head = head_of(path, 8)
    if head.startswith(OLD_OFFICE):
        return "xls"
    if not head.startswith(ZIP):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except CRAFTED_ZIP:
        return None
    return next((kind for part, kind in WORKBOOKS.items() if part in names), None)


def sheet_as_text(source: Path, target: Path, name: str, asked: str | None = None) -> str:
    """Writes the sheet as comma-separated UTF-8 text, a row a line, and returns the name of the sheet.

    Raises ImportRefused `sheets_several` where more than one sheet holds a table, `sheet_unknown`, `file_empty`.
    """
    _refuse_explosion(source, name)
    try:
        with (
            CalamineWorkbook.from_path(source) as book,
            target.open("w", encoding="utf-8", newline="") as out,
        ):
            sheet = _chosen(book, name, asked)
            _write(sheet, out)
            return sheet.name
    except PasswordError as error:
        raise ImportRefused("file_is_binary", file=name, found=WITH_PASSWORD) from error
    except (CalamineError, ValueError, OSError) as error:
        raise ImportRefused("file_is_binary", file=name, found=NOT_OPENED) from error


def _refuse_explosion(source: Path, name: str) -> None:
    """A workbook is an archive: its parts may not unpack to more than any other archive's."""
    if head_of(source, 4).startswith(ZIP):
        with zipfile.ZipFile(source) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
        refuse_explosion(unpacked, source.stat().st_size, name)


def _chosen(book: CalamineWorkbook, name: str, asked: str | None) -> CalamineSheet:
    named = [item.name for item in book.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet]
    if asked:
        fitting = [sheet for sheet in named if sheet.strip().lower() == asked.strip().lower()]
        if not fitting:
            raise ImportRefused("sheet_unknown", file=name, sheet=asked, found=", ".join(named))
        return book.get_sheet_by_name(fitting[0])
    seen = {item.name for item in book.sheets_metadata if item.visible == SheetVisibleEnum.Visible}
    sheets = [book.get_sheet_by_name(sheet) for sheet in named if sheet in seen]
    filled = [sheet for sheet in sheets if sheet.height]
    tables = [sheet for sheet in filled if sheet.height > 1 and sheet.width > 1] or filled
    if not tables:
        raise ImportRefused("file_empty", file=name)
    if len(tables) > 1:
        found = ", ".join(f"“{sheet.name}”" for sheet in tables)
        raise ImportRefused("sheets_several", file=name, count=len(tables), found=found)
    return tables[0]


def _write(sheet: CalamineSheet, out: Any) -> None:
    """Line n of the text is row n of the sheet; rows without any value are blank lines."""
    first_row = sheet.start[0] if sheet.start else 0
    rows = sheet.to_python(skip_empty_area=True)
    out.write("\n" * first_row)
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        cells = [_shown(value) for value in row]
        if any(cells):
            writer.writerow(cells)
        else:
            out.write("\n")


def _shown(value: Any) -> str:
    """The cell as text. Numbers have no more than the 15 digits that a spreadsheet keeps, and no exponent."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < EXACT else _plain(value)
    if isinstance(value, int) and abs(value) >= EXACT:
        return _plain(float(value))
    if isinstance(value, datetime):
        moment = value + timedelta(microseconds=500_000)  # a time of day is a fraction there: 9:59:59.9999995
        return f"{moment:%Y-%m-%d}" if moment.time() < time(0, 0, 1) else f"{moment:%Y-%m-%d %H:%M:%S}"
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _plain(value: float) -> str:
    return format(Decimal(format(value, ".15g")), "f")
