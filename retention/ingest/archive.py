"""Unpacks .gz and .zip in chunks, and stops archives that are damaged or made to fill the disk."""

from __future__ import annotations

import errno
import gzip
import lzma
import shutil
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

from retention.errors import ImportRefused

ZIP, GZIP, OLD_OFFICE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"
EMPTY_ZIP = b"PK\x05\x06"
TABLES = (".csv", ".tsv", ".tab", ".txt", ".gz", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""Endings of the files that are taken out of an archive of several."""
CHUNK = 4 << 20
MOST_UNPACKED = 40 << 30
MOST_RATIO = 300
RATIO_COUNTS_FROM = 200 << 20
"""An export packs 5 to 40 times; only an archive made to fill the disk goes beyond 300."""

WORKBOOKS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
"""What only a workbook holds among its parts → its kind."""
CRAFTED_ZIP = (
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    struct.error,
    ValueError,
    EOFError,
    OSError,
)
"""What the standard library raises over damaged or crafted archives."""


def head_of(path: Path, size: int = 1 << 20) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as file:
        return file.read(size)


def members(path: Path) -> list[str]:
    """Names of the tables inside a zip archive; nothing where the file is none (a workbook is none), or a damaged one.

    Folders, hidden files and what a Mac adds are left alone; of several files only those that may be tables count.
    """
    if not head_of(path, 4).startswith(ZIP):
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            names = [item.filename for item in archive.infolist() if not item.is_dir()]
    except CRAFTED_ZIP:
        return []
    return [] if set(WORKBOOKS) & set(names) else _tables(names)


def _tables(names: list[str]) -> list[str]:
    files = [
        name for name in names if not any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
    ]
    return [name for name in files if name.lower().endswith(TABLES)] if len(files) > 1 else files


def unpacked(source: Path, work: Path, name: str, member: str | None = None) -> Path:
    """The file itself, or what its archive holds, written into `work`. Raises ImportRefused."""
    magic = head_of(source, 4)
    if magic in (ZIP, EMPTY_ZIP):
        source = _from_zip(source, work, name, member)
        magic = head_of(source, 4)
    if magic[:2] != GZIP:
        return source
    with gzip.open(source, "rb") as packed:
        return _spooled(packed, work / "unpacked", source.stat().st_size, name)


def _from_zip(source: Path, work: Path, name: str, member: str | None) -> Path:
    try:
        with zipfile.ZipFile(source) as archive:
            names = [item.filename for item in archive.infolist() if not item.is_dir()]
            if set(WORKBOOKS) & set(names):
                return source
            with archive.open(_chosen(names, name, member)) as packed:
                return _spooled(packed, work / "member", source.stat().st_size, name)
    except CRAFTED_ZIP as error:
        if getattr(error, "errno", None) == errno.ENOSPC:
            raise
        raise ImportRefused("archive_damaged", file=name, found=str(error)) from error


def _chosen(names: list[str], name: str, member: str | None) -> str:
    tables = _tables(names)
    found = ", ".join(tables[:8])
    if member and member not in names:
        raise ImportRefused("member_unknown", file=name, member=member, found=found)
    if not tables and not member:
        raise ImportRefused("file_empty", file=name)
    if len(tables) > 1 and not member:
        raise ImportRefused("members_several", file=name, count=len(tables), found=found)
    return member or tables[0]


def refuse_explosion(unpacked_size: int, packed_size: int, name: str) -> None:
    """Raises ImportRefused for an archive made to fill the disk."""
    ratio = unpacked_size // max(packed_size, 1)
    if unpacked_size > MOST_UNPACKED or (unpacked_size > RATIO_COUNTS_FROM and ratio > MOST_RATIO):
        limit = round(max(unpacked_size, RATIO_COUNTS_FROM) / 1e9, 1)
        raise ImportRefused("archive_too_large", file=name, limit=limit, ratio=ratio)


def _spooled(packed: IO[bytes] | gzip.GzipFile, target: Path, packed_size: int, name: str) -> Path:
    """Unpacks to a file, stopping an archive that explodes."""
    written = 0
    try:
        with target.open("wb") as out:
            while chunk := packed.read(CHUNK):
                written += len(chunk)
                refuse_explosion(written, packed_size, name)
                if shutil.disk_usage(target.parent).free < CHUNK * 16:
                    raise ImportRefused("disk_full", file=name, needed=written >> 20, found=0)
                out.write(chunk)
    except (
        EOFError,
        zlib.error,
        gzip.BadGzipFile,
        lzma.LZMAError,
        zipfile.BadZipFile,
        struct.error,
    ) as error:
        raise ImportRefused("archive_damaged", file=name, found=str(error)) from error
    return target
