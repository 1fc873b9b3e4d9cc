"""From the bytes as given to one plain UTF-8 text file: unpacks, decodes, and refuses what is no table.

Runs in the reading child. Never holds a file in memory: everything goes in chunks.
"""

from __future__ import annotations

import codecs
import errno
import gzip
import io
import lzma
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from charset_normalizer import from_bytes

from retention.errors import ImportRefused

CHUNK = 4 << 20
LONGEST_LINE = 256 << 10
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

PATTERN = "*?["
"""In a path, the database takes these for a search and may read another file."""

FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)


@dataclass(frozen=True)
class PlainText:
    """A UTF-8 file without BOM, with line ends that readers know."""

    path: Path
    encoding: str
    lines: int


def plain_text(source: Path, work: Path, name: str, encoding: str | None = None) -> PlainText:
    """The file's text as UTF-8 in `work` (or the file itself when it is that already).

    Raises ImportRefused for empty files, web pages, pictures, workbooks, damaged or exploding archives, NUL bytes,
    lines without end, and bytes that the named encoding does not know.
    """
    unpacked = _unpacked(source, work, name)
    head = _head(unpacked)
    _refuse_foreign(head, name)
    found = _encoding(unpacked, head, encoding, name)
    as_it_is = found == "utf-8" and not _needs_new_lines(head) and not set(PATTERN) & set(str(unpacked))
    target = unpacked if as_it_is else work / "plain.txt"
    lines = _check_and_write(unpacked, target, found, name)
    if lines.has_mixed_ends:
        target = work / "plain.txt"
        lines = _check_and_write(unpacked, target, found, name)
    if unpacked not in (source, target):
        unpacked.unlink()
    return PlainText(target, _public_name(found), lines.count)


def _head(path: Path, size: int = 1 << 20) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def _unpacked(source: Path, work: Path, name: str) -> Path:
    magic = _head(source, 4)
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
                raise ImportRefused("file_is_binary", file=name, found="an Excel workbook")
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


def _refuse_foreign(head: bytes, name: str) -> None:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text:
        raise ImportRefused("file_empty", file=name)
    start = text[:2048].lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<?xml", b"<body")) or b"<html" in start:
        raise ImportRefused("file_is_html", file=name)
    for magic, found in FOREIGN:
        if head.startswith(magic):
            raise ImportRefused("file_is_binary", file=name, found=found)


def _encoding(path: Path, head: bytes, asked: str | None, name: str) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if asked:
        return _known_encoding(path, asked, name)
    even, odd = head[0:4096:2].count(0), head[1:4096:2].count(0)
    if max(even, odd) > 3 * max(1, min(even, odd)) and max(even, odd) > min(len(head), 4096) // 8:
        return "utf-16-le" if odd > even else "utf-16-be"
    if b"\0" in head:
        raise ImportRefused("file_is_binary", file=name, found="it has NUL bytes")
    return "utf-8" if _is_utf8(path) else _code_page(path)


def _known_encoding(path: Path, asked: str, name: str) -> str:
    try:
        b"a".decode(asked)  # also refuses codecs that make no text (hex, rot13)
        encoding = codecs.lookup(asked).name
    except (LookupError, ValueError) as error:
        raise ImportRefused("encoding_unknown", file=name, encoding=asked, position=0) from error
    # a wrong answer must not pass as UTF-8 unread: the strict decoder then names the byte
    return "utf-8-sig" if encoding == "utf-8" and not _is_utf8(path) else encoding


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _code_page(path: Path) -> str:
    """The likeliest 8-bit code page, judged by the lines that have letters beyond ASCII."""
    sample = bytearray()
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE):
            if not line.isascii():
                sample += line[:4096]
            if len(sample) > 200_000:
                break
    best = from_bytes(bytes(sample), cp_isolation=["cp1251", "cp1252", "iso8859_1"]).best()
    if best is not None and best.encoding == "cp1251":
        return "cp1251"
    return "cp1252" if any(0x80 <= byte <= 0x9F for byte in sample) else "iso8859-1"


def _public_name(encoding: str) -> str:
    names = {
        "utf-8-sig": "utf-8",
        "ascii": "utf-8",
        "cp1251": "windows-1251",
        "cp1252": "windows-1252",
        "iso8859-1": "iso-8859-1",
        "utf-16-le": "utf-16",
        "utf-16-be": "utf-16",
    }
    return names.get(encoding, encoding)


def _needs_new_lines(head: bytes) -> bool:
    """Old Mac line ends (CR alone) or a mixture: readers want one kind."""
    lone = head.count(b"\r") - head.count(b"\r\n")
    return lone > (1 if head.endswith(b"\r") else 0)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _utf8_chunks(path: Path, encoding: str, name: str) -> Iterator[bytes]:
    """The file's text as UTF-8 bytes with line ends that readers know."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
    position = 0
    try:
        for chunk in _chunks(path):
            text = decoder.decode(chunk)
            position += len(chunk)
            yield text.encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError as error:
        at = position + getattr(error, "start", 0)
        raise ImportRefused(
            "encoding_unknown", file=name, encoding=_public_name(encoding), position=at
        ) from error


class _Lines:
    """Watches line lengths across chunks: an unclosed quotation mark would swallow the rest of the file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.line = 1
        self.open_length = 0
        self.returns = self.pairs = 0
        self.last = b"\n"

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self.line - (self.last == b"\n")

    @property
    def has_mixed_ends(self) -> bool:
        """Some lines end otherwise than others: the database wants one kind."""
        return self.returns != self.pairs or 0 < self.pairs < self.line - 1

    def check(self, chunk: bytes) -> None:
        """Raises ImportRefused for a NUL byte or a line without end."""
        if b"\0" in chunk:
            raise ImportRefused("file_is_binary", file=self.name, found="it has NUL bytes")
        start = -self.open_length
        while len(chunk) - start > LONGEST_LINE:
            end = chunk.rfind(b"\n", max(start, 0), start + LONGEST_LINE + 1)
            if end < 0:
                line = self.line + chunk.count(b"\n", 0, max(start, 0))
                raise ImportRefused("line_too_long", file=self.name, limit=LONGEST_LINE, line=line)
            start = end + 1
        self._count_ends(chunk)
        last = chunk.rfind(b"\n")
        self.line += chunk.count(b"\n")
        self.open_length = len(chunk) - last - 1 if last >= 0 else self.open_length + len(chunk)

    def _count_ends(self, chunk: bytes) -> None:
        if b"\r" in chunk:
            self.returns += chunk.count(b"\r")
            self.pairs += chunk.count(b"\r\n")
        self.pairs += self.last == b"\r" and chunk[:1] == b"\n"
        self.last = chunk[-1:] or self.last


def _check_and_write(source: Path, target: Path, encoding: str, name: str) -> _Lines:
    """Reads the whole text once, refusing what no table has; writes it as UTF-8 unless the file is that already."""
    lines = _Lines(name)
    if target == source:
        for chunk in _chunks(source):
            lines.check(chunk)
        return lines
    with target.open("wb") as out:
        for chunk in _utf8_chunks(source, encoding, name):
            lines.check(chunk)
            out.write(chunk)
    return lines
