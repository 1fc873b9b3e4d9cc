"""Watches the lines of a text that passes by in chunks: their length, their number, and how they end."""

from __future__ import annotations

from retention.errors import ImportRefused

LONGEST_LINE = 256 << 10


class Lines:
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
