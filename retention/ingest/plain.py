"""From the bytes as given to one plain UTF-8 text file: unpacks, decodes, and refuses what is no table.

Runs in the reading child. Never holds a file in memory: everything goes in chunks.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from retention.captions import N_
from retention.errors import ImportRefused
from retention.ingest.archive import CHUNK, head_of, unpacked
from retention.ingest.lines import LONGEST_LINE, Lines

PATTERN = "*?["
"""In a path, the database takes these for a search and may read another file."""

FOREIGN = (
    (b"\xd0\xcf\x11\xe0", N_("an old Excel workbook")),
    (b"%PDF", N_("a PDF document")),
    (b"PAR1", N_("a Parquet file")),
    (b"SQLite format 3", N_("an SQLite database")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"7z\xbc\xaf", N_("a 7z archive")),
    (b"Rar!", N_("a RAR archive")),
)


NUL_BYTES = N_("it has NUL bytes")


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
    table = unpacked(source, work, name)
    head = head_of(table)
    _refuse_foreign(head, name)
    found = _encoding(table, head, encoding, name)
    as_it_is = found == "utf-8" and not _needs_new_lines(head) and not set(PATTERN) & set(str(table))
    target = table if as_it_is else work / "plain.txt"
    lines = _check_and_write(table, target, found, name)
    if lines.has_mixed_ends:
        target = work / "plain.txt"
        lines = _check_and_write(table, target, found, name)
    if table not in (source, target):
        table.unlink()
    return PlainText(target, _public_name(found), lines.count)


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
        raise ImportRefused("file_is_binary", file=name, found=NUL_BYTES)
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


def _check_and_write(source: Path, target: Path, encoding: str, name: str) -> Lines:
    """Reads the whole text once, refusing what no table has; writes it as UTF-8 unless the file is that already."""
    lines = Lines(name)
    if target == source:
        for chunk in _chunks(source):
            lines.check(chunk)
        return lines
    with target.open("wb") as out:
        for chunk in _utf8_chunks(source, encoding, name):
            lines.check(chunk)
            out.write(chunk)
    return lines
