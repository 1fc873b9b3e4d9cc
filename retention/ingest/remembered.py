"""Remembered layouts: what the user said about a file, found again by the header of the next month's file.

Only what was said is kept, never what the program found by itself: a better recogniser shall not be held back.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb

from retention.errors import ShopError
from retention.ingest.fields import folded
from retention.ingest.options import ImportOptions, Reading
from retention.shop import Shop

OPENING = ("encoding", "delimiter", "sheet")
"""What must be known before there is a header to recognise."""
SAID = ("kind", "mapping", "day_first", "source", *OPENING)
FILE = "layouts.json"

Said = dict[str, Any]


def fingerprint(header: list[str]) -> str:
    """Names the header, whatever its case, blanks and punctuation."""
    names = json.dumps([folded(cell) for cell in header], ensure_ascii=True)
    return hashlib.sha256(names.encode()).hexdigest()[:32]


def layouts(shop: Shop) -> list[dict[str, Any]]:
    """All remembered layouts, the latest first: fingerprint, import_id, file_name, header, said, imported_at."""
    return [
        row | {"header": json.loads(row["header"]), "said": json.loads(row["said"])}
        for row in shop.records("shop/layouts")
    ]


def forget_layout(shop: Shop, print_of_header: str) -> None:
    """The next file with this header is read as if nothing had been said. Raises ShopError `layout_unknown`."""
    if print_of_header not in {row["fingerprint"] for row in shop.records("shop/layouts")}:
        raise ShopError("layout_unknown", found=print_of_header)
    with shop.write() as cursor:
        cursor.execute(
            "delete from remembered_layout where fingerprint = $fingerprint", {"fingerprint": print_of_header}
        )


def hand_over(shop: Shop, work: Path) -> None:
    """Lays the remembered layouts where the reading child finds them."""
    known = {row["fingerprint"]: row["said"] for row in layouts(shop)}
    if known:
        (work / FILE).write_text(json.dumps(known), encoding="utf-8")


def handed_over(work: Path) -> dict[str, Said]:
    """Fingerprint → what was said, in the reading child."""
    file = work / FILE
    known: dict[str, Said] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return known


def completed(options: dict[str, Any], said: Said, header: list[str]) -> dict[str, Any]:
    """The user's options, filled up by what was said earlier; what is said now wins, column by column."""
    if options.get("kind", "auto") not in ("auto", said.get("kind", "auto")):
        return options  # the same columns, taken for something else: another layout
    filled = {name: value for name, value in said.items() if options.get(name) in (None, "auto", "")}
    if "day_first" in filled:  # only where the file itself leaves it open
        filled["day_first_else"] = filled.pop("day_first")
    asked = options.get("mapping") or {}
    now = numbered(asked, header)
    before = {
        name: column
        for name, column in said.get("mapping", {}).items()
        if name not in now and column not in set(now.values()) - {""}
    }
    return {**options, **filled, "mapping": {**before, **now} if before else asked}


def numbered(mapping: dict[str, str], header: list[str]) -> dict[str, str]:
    """The same mapping with columns as #n where the header has them: names may repeat."""
    return {
        name: f"#{header.index(column) + 1}" if column in header else column
        for name, column in mapping.items()
    }


def remember(
    cursor: duckdb.DuckDBPyConnection, import_id: int, reading: Reading, options: ImportOptions
) -> None:
    """Keeps what the user said about this file, and what of an earlier saying was used again."""
    said = {**reading.remembered, **_said(options, reading)}
    if said and reading.has_header:
        row = [
            import_id,
            fingerprint(reading.header),
            reading.file_name,
            json.dumps(reading.header),
            json.dumps(said),
        ]
        cursor.execute("insert into remembered_layout values (?, ?, ?, ?, ?)", row)


def _said(options: ImportOptions, reading: Reading) -> Said:
    given = {name: getattr(options, name, None) for name in SAID}
    said = {name: value for name, value in given.items() if value not in (None, "auto", "", {})}
    if "mapping" in said:
        before = reading.remembered.get("mapping", {})
        said["mapping"] = {**before, **numbered(options.mapping, reading.header)}
    return said
