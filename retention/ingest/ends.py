"""The end of a text: its last lines, and the text without them."""

from __future__ import annotations

from pathlib import Path

TAIL = 64 << 10
CHUNK = 4 << 20


def tail_of(path: Path) -> tuple[list[bytes], int]:
    """The last whole lines with their ends, and where they begin."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        start = file.seek(max(0, size - TAIL))
        tail = file.read()
    skipped = tail.find(b"\n") + 1 if start else 0
    return tail[skipped:].splitlines(keepends=True), start + skipped


def copy_head(source: Path, target: Path, size: int) -> None:
    """Copies the first so many bytes."""
    with source.open("rb") as file, target.open("wb") as out:
        while size > 0 and (chunk := file.read(min(size, CHUNK))):
            out.write(chunk)
            size -= len(chunk)
