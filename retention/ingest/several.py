"""Several files at once: archives become the tables inside them, and a refused one does not hold up the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from retention.errors import ImportRefused
from retention.ingest.archive import members
from retention.ingest.load import import_file
from retention.ingest.options import ImportOptions
from retention.ingest.reader import Progress
from retention.shop import Shop


def parts(path: str | Path, options: ImportOptions | None = None) -> list[ImportOptions]:
    """The options for each table that the file holds: one for a plain file, several for an archive of several.

    A table of an archive is called `archive.zip/table.csv` in reports.
    """
    source, asked = Path(path), options or ImportOptions()
    found = [] if asked.member or not source.is_file() else members(source)
    if len(found) < 2:
        return [asked]
    name = asked.file_name or source.name
    return [replace(asked, member=member, file_name=f"{name}/{member}") for member in found]


def import_files(
    shop: Shop,
    paths: Iterable[str | Path],
    options: ImportOptions | None = None,
    on_progress: Progress | None = None,
) -> list[dict[str, Any]]:
    """Loads several files, each all or nothing, and returns their reports in order.

    What is refused changes nothing and stops nobody: it stands in the list as {file_name, refused (code), sentence,
    fields}. Raises ShopError.
    """
    reports: list[dict[str, Any]] = []
    for path in paths:
        for asked in parts(path, options):
            try:
                reports.append(import_file(shop, path, asked, on_progress))
            except ImportRefused as error:
                name = asked.file_name or Path(path).name
                told = {"refused": error.code, "sentence": error.sentence, "fields": error.fields}
                reports.append({"file_name": name} | told)
    return reports
