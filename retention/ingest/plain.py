"""From the bytes as given to one plain UTF-8 text file: unpacks, decodes, and refuses what is no table.

Runs in the reading child. Never holds a file in memory: everything goes in chunks. A file that is UTF-8 already is
checked in one pass and read where it lies; any other is written once as UTF-8 with one kind of line ends.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from retention.captions import N_
from retention.errors import ImportRefused
from retention.ingest import encodings, workbook
from retention.ingest.archive import CHUNK, head_of, unpacked
from retention.ingest.lines import Lines

PATTERN = "*?["
"""In a path, the database takes these for a search and may read another file."""

FOREIGN = (
    (b"PK\x03\x04", N_("an archive inside an archive")),
    (b"%PDF", N_("a PDF document")),
    (b"PAR1", N_("a Parquet file")),
    (b"SQLite format 3", N_("an SQLite database")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"7z\xbc\xaf", N_("a 7z archive")),
    (b"Rar!", N_("a RAR archive")),
)
NUL_BYTES = N_("it has NUL bytes")
SAMPLE = 200_000
"""So many bytes of lines with letters beyond ASCII decide on the code page."""
MOST_DAMAGED_SHARE = 0.01
"""Up to so many damaged characters a line the rest of a UTF-8 file is worth reading."""
REPLACEMENT = "\ufffd".encode()


class _Undecodable(Exception):
    """A byte that the encoding does not know."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(position)


@dataclass(frozen=True)
class PlainText:
    """A UTF-8 file (perhaps with a mark), with line ends that readers know. `damaged` = characters that were not
    UTF-8 in a file that is UTF-8 otherwise, `damaged_line` = the first line that holds one."""

    path: Path
    encoding: str
    lines: int
    damaged: int = 0
    damaged_line: int = 0
    sheet: str = ""

    @property
    def notes(self) -> list[list[object]]:
        """What the report names about it."""
        told = {"count": self.damaged, "line": self.damaged_line}
        return [["characters_damaged", told]] if self.damaged else []


def plain_text(
    source: Path,
    work: Path,
    name: str,
    encoding: str | None = None,
    sheet: str | None = None,
    member: str | None = None,
) -> PlainText:
    """The file's text as UTF-8 in `work` (or the file itself when it is that already). `sheet` = of a workbook,
    `member` = of an archive.

    Raises ImportRefused for empty files, web pages, pictures, damaged or exploding archives, NUL bytes, lines without
    end, bytes that the named encoding does not know, and workbooks and archives of which it is not clear what to take.
    """
    table = unpacked(source, work, name, member)
    book = workbook.format_of(table)
    if not book:
        return _text_of(table, source, work, name, encoding)
    found = workbook.sheet_as_text(table, work / "sheet.csv", name, sheet)
    text = _text_of(work / "sheet.csv", source, work, name, "utf-8")
    return replace(text, encoding=book, sheet=found)


def _text_of(table: Path, source: Path, work: Path, name: str, encoding: str | None) -> PlainText:
    head = head_of(table)
    _refuse_foreign(head, name)
    found = _given(head, encoding, name)
    text = _utf8_text(table, work, head, name) if found.startswith("utf-8") else None
    if text is None:
        how = _judged(table, found, encoding)
        try:
            text = _written(table, work / "plain.txt", how, name)
        except _Undecodable as error:
            asked = encodings.public_name(how[0])
            raise ImportRefused(
                "encoding_unknown", file=name, encoding=asked, position=error.position
            ) from error
    if table not in (source, text.path):
        table.unlink()
    return text


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


def _given(head: bytes, asked: str | None, name: str) -> str:
    """The encoding by its mark, by the user's word or by zero bytes; else UTF-8, to be proved."""
    marked = encodings.by_mark(head)
    if marked:
        return marked
    if asked:
        return _known_encoding(asked, name)
    wide = encodings.by_zero_bytes(head)
    if not wide and b"\0" in head:
        raise ImportRefused("file_is_binary", file=name, found=NUL_BYTES)
    return wide or "utf-8"


def _known_encoding(asked: str, name: str) -> str:
    try:
        b"a".decode(asked)  # also refuses codecs that make no text (hex, rot13)
        return codecs.lookup(asked).name
    except (LookupError, ValueError) as error:
        raise ImportRefused("encoding_unknown", file=name, encoding=asked, position=0) from error


def _utf8_text(table: Path, work: Path, head: bytes, name: str) -> PlainText | None:
    """The text where it is UTF-8 without any damage, read where it lies if its line ends allow that."""
    try:
        if not _needs_new_lines(head) and not set(PATTERN) & set(str(table)):
            lines = _checked(table, name)
            if not lines.has_mixed_ends:
                return PlainText(table, "utf-8", lines.count)
        return _written(table, work / "plain.txt", ("utf-8-sig", "strict"), name)
    except (UnicodeDecodeError, _Undecodable):
        return None


def _checked(path: Path, name: str) -> Lines:
    """One pass: lines without end, NUL bytes, and whether all is UTF-8. Raises UnicodeDecodeError."""
    lines = Lines(name)
    decoder = codecs.getincrementaldecoder("utf-8")()
    for chunk in _chunks(path):
        if decoder.getstate()[0] or not chunk.isascii():
            decoder.decode(chunk)
        lines.check(chunk)
    decoder.decode(b"", final=True)
    return lines


def _judged(table: Path, found: str, asked: str | None) -> tuple[str, str]:
    """Encoding and what to do with damage, where the text is not plain UTF-8."""
    if not found.startswith("utf-8"):
        return found, "strict"
    sample = _sample(table)
    if encodings.is_mostly_utf8(sample):
        return "utf-8-sig", "replace"
    return (found, "strict") if asked or found == "utf-8-sig" else (encodings.code_page(sample), "strict")


def _sample(path: Path) -> bytes:
    """The first lines that have letters beyond ASCII."""
    sample = bytearray()
    for chunk in _chunks(path):
        if not chunk.isascii():
            for line in chunk.replace(b"\r", b"\n").split(b"\n"):
                if not line.isascii():
                    sample += line[:4096] + b"\n"
                if len(sample) > SAMPLE:
                    return bytes(sample)
    return bytes(sample)


def _needs_new_lines(head: bytes) -> bool:
    """Old Mac line ends (CR alone) or a mixture: readers want one kind."""
    lone = head.count(b"\r") - head.count(b"\r\n")
    return lone > (1 if head.endswith(b"\r") else 0)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _written(table: Path, target: Path, how: tuple[str, str], name: str) -> PlainText:
    """Writes the text as UTF-8, refusing what no table has. Raises _Undecodable."""
    encoding, errors = how
    lines, damaged, damaged_line = Lines(name), 0, 0
    with target.open("wb") as out:
        for chunk in _utf8_chunks(table, encoding, errors):
            if errors == "replace" and REPLACEMENT in chunk:
                damaged_line = damaged_line or lines.line + chunk.count(b"\n", 0, chunk.index(REPLACEMENT))
                damaged += chunk.count(REPLACEMENT)
            lines.check(chunk)
            out.write(chunk)
    if damaged > max(3, MOST_DAMAGED_SHARE * lines.count):  # too much: the strict reader names the first byte
        return _written(table, target, (encoding, "strict"), name)
    return PlainText(target, encodings.public_name(encoding), lines.count, damaged, damaged_line)


def _utf8_chunks(path: Path, encoding: str, errors: str) -> Iterator[bytes]:
    """The file's text as UTF-8 bytes with line ends that readers know. Raises _Undecodable."""
    inner = codecs.getincrementaldecoder(encoding)(errors)
    decoder = io.IncrementalNewlineDecoder(inner, translate=True)
    position = held = 0
    try:
        for chunk in _chunks(path):
            yield decoder.decode(chunk).encode()
            position += len(chunk)
            held = len(inner.getstate()[0])
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError as error:
        raise _Undecodable(position - held + getattr(error, "start", 0)) from error
