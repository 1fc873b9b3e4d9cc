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

from retention.captions import N_
from retention.errors import ImportRefused

CHUNK = 4 << 20
MOST_UNPACKED = 40 << 30
MOST_RATIO = 300
RATIO_COUNTS_FROM = 200 << 20
"""An export packs 5 to 40 times; only an archive made to fill the disk goes beyond 300."""

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


def unpacked(source: Path, work: Path, name: str) -> Path:
    """The file itself, or what its archive holds, written into `work`. Raises ImportRefused."""
    magic = head_of(source, 4)
    if magic[:2] == b"\x1f\x8b":
        with gzip.open(source, "rb") as packed:
            return _spooled(packed, work / "unpacked", source.stat().st_size, name)
    if magic[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _from_zip(source, work, name)
    return source


def _from_zip(source: Path, work: Path, name: str) -> Path:
    try:
        with zipfile.ZipFile(source) as archive:
            members = [
                item for item in archive.infolist() if not item.is_dir() and "__MACOSX" not in item.filename
            ]
            if any(item.filename == "xl/workbook.xml" for item in members):
                raise ImportRefused("file_is_binary", file=name, found=N_("an Excel workbook"))
            if not members:
                raise ImportRefused("file_empty", file=name)
            if len(members) != 1:
                found = ", ".join(item.filename for item in members[:5])
                raise ImportRefused("archive_several", file=name, count=len(members), found=found)
            with archive.open(members[0]) as packed:
                return _spooled(packed, work / "unpacked", source.stat().st_size, name)
    except CRAFTED_ZIP as error:
        if getattr(error, "errno", None) == errno.ENOSPC:
            raise
        raise ImportRefused("archive_damaged", file=name, found=str(error)) from error


def _spooled(packed: IO[bytes] | gzip.GzipFile, target: Path, packed_size: int, name: str) -> Path:
    """Unpacks to a file, stopping an archive that explodes."""
    written = 0
    try:
        with target.open("wb") as out:
            while chunk := packed.read(CHUNK):
                written += len(chunk)
                ratio = written // max(packed_size, 1)
                if written > MOST_UNPACKED or (written > RATIO_COUNTS_FROM and ratio > MOST_RATIO):
                    limit = round(max(written, RATIO_COUNTS_FROM) / 1e9, 1)
                    raise ImportRefused("archive_too_large", file=name, limit=limit, ratio=ratio)
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
