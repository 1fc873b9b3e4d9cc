"""An import without the cost of a child process: the whole way from bytes to report, undone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb

from retention.ingest import ImportOptions, Reading, child, import_file, load
from retention.shop import Shop


@dataclass
class Tried:
    """A trial import: its report, and the rows of the files that the reader left."""

    report: dict[str, Any] = field(default_factory=dict)
    frames: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    reading: Reading | None = None


@contextmanager
def read_in_process(tried: Tried | None = None) -> Iterator[None]:
    """Imports read their file here; the child's code is the same."""

    def read(source: Path, work: Path, options: ImportOptions, **more: Any) -> Reading:
        reading = child.read(source, work, options.for_reader() | {"inspect": more.get("inspect", False)})
        if tried is not None:
            tried.reading, tried.frames = reading, frames(work)
        return reading

    with mock.patch.object(load, "read_file", read):
        yield


def frames(work: Path) -> dict[str, list[dict[str, Any]]]:
    """The Parquet files of the folder as rows."""
    found = {}
    with duckdb.connect() as cursor:
        for path in work.glob("*.parquet"):
            cursor.execute("select * from read_parquet($path)", {"path": str(path)})
            names = [column[0] for column in cursor.description]
            found[path.stem] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def tried(shop: Shop, folder: Path, content: bytes, name: str = "orders.csv", **options: Any) -> Tried:
    """A trial import of the content. Raises ImportRefused."""
    path = folder / name
    path.write_bytes(content)
    made = Tried()
    with read_in_process(made):
        made.report = import_file(shop, path, ImportOptions(dry_run=True, **options))
    return made
