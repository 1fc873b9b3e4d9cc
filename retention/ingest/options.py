"""What the user can say about a file before it is read, and what came out of reading it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class ImportOptions:
    """Answers to what the file itself may leave open; everything empty = decide from the file."""

    kind: str = "auto"
    mapping: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None
    day_first: bool | None = None
    has_header: bool | None = None
    time_zone: str | None = None
    covers_to: date | None = None
    file_name: str | None = None
    source: str = ""  # site, marketplace, store, app …: each has order numbers of its own
    sheet: str | None = None  # of a workbook
    member: str | None = None  # name of a table inside a zip archive
    dry_run: bool = False
    replaces: int | None = None  # number of the import that is taken back in the same step
    imported_at: datetime | None = None  # UTC; given by the edges: nothing else reads the clock

    def for_reader(self) -> dict[str, Any]:
        """The part that the reading child needs, as plain JSON values."""
        kept = (
            "kind",
            "mapping",
            "encoding",
            "delimiter",
            "day_first",
            "has_header",
            "file_name",
            "sheet",
            "member",
        )
        return {name: value for name, value in asdict(self).items() if name in kept}


@dataclass
class Reading:
    """How a file was understood; shown to the user before and after loading."""

    file_name: str
    kind: str
    encoding: str
    delimiter: str
    has_header: bool
    header: list[str]
    mapping: dict[str, str]  # field -> header text, or "#3"
    samples: list[list[str]]  # first rows, as text
    sheet: str = ""  # of a workbook
    member: str = ""  # of an archive with several tables
    platform: str = "generic"
    rows_read: int = 0
    rows_loaded: int = 0
    rows_rejected: int = 0
    rows_duplicate: int = 0  # inside this file; the loader adds those of earlier imports
    date_formats: dict[str, str] = field(default_factory=dict)
    decimal_mark: str = "."
    notes: list[list[Any]] = field(default_factory=list)  # [code, {fields}] readings that the report names
    missing: list[str] = field(default_factory=list)  # needed fields without a column
    costs: list[str] = field(default_factory=list)  # features that the missing columns cost: features.COSTS
    suggestions: dict[str, str] = field(default_factory=dict)
    remembered: dict[str, Any] = field(default_factory=dict)  # said for an earlier file with this header
    seconds: float = 0.0
