"""What the import's tests share: small files, what a shop holds, and a way to read a file without a child."""

import gzip
import io
import os
import random
import zipfile
from pathlib import Path

import duckdb

from retention.errors import ImportRefused
from retention.ingest import ImportOptions, Reading, append_orders, child, import_file
from retention.metrics import describe
from retention.shop import Shop

DEEP = os.environ.get("RETENTION_TEST_DEPTH") == "deep"
SEED = 20240105
HEADER = "Order ID,Order date,Email,Order total"
GOOD = f"{HEADER}\n1,2024-01-05 10:00,anna@example.com,10.50\n2,2024-02-06 11:00,boris@example.com,20.00\n"
VERSIONS = (
    "order_number",
    "person",
    "order_traits",
    "order_version",
    "order_detail_version",
    "order_line_version",
    "session_version",
    "session_purchase_version",
    "session_product_version",
)
MARTS = ("coverage", "identity", "named_order", "purchase", "money", "customer", "visit", "visit_product")
TABLES = (*VERSIONS, "identifier", "status_meaning", "import_reject", *MARTS)

ABSENT = dict.fromkeys(append_orders.COLUMNS) | append_orders.MEANT
"""What the reader leaves out where the file has no such column."""


def share(cases: list, count: int) -> list:
    """A seeded share of the cases; all of them in a deep run."""
    return cases if DEEP or len(cases) <= count else random.Random(SEED).sample(cases, count)


def as_bytes(content: str | bytes) -> bytes:
    """Text as UTF-8."""
    return content if isinstance(content, bytes) else content.encode()


def written(folder: Path, content: str | bytes, name: str = "orders.csv") -> Path:
    """The content as a file."""
    path = folder / name
    path.write_bytes(as_bytes(content))
    return path


def load(shop: Shop, folder: Path, content: str | bytes, name: str = "orders.csv", **options) -> dict:
    """Imports the content; the report."""
    report = import_file(shop, written(folder, content, name), ImportOptions(**options))
    assert report["rows_read"] == report["rows_loaded"] + report["rows_rejected"] + report["rows_duplicate"]
    return report


def refusal(
    shop: Shop, folder: Path, content: str | bytes, name: str = "orders.csv", **options
) -> ImportRefused:
    """The error that refuses the content."""
    try:
        report = load(shop, folder, content, name, **options)
    except ImportRefused as error:
        return error
    raise AssertionError(f"the file was loaded: {report}")


def rows(shop: Shop, sql: str) -> list[tuple]:
    """The rows of a query."""
    with shop.cursor() as cursor:
        return cursor.execute(sql).fetchall()


def orders(shop: Shop, columns: str = "order_id, amount") -> list[tuple]:
    """Columns of the current orders, by time."""
    return rows(shop, f"select {columns} from named_order order by ordered_at, order_id")


def dump(shop: Shop, tables: tuple[str, ...] = TABLES) -> dict[str, list[tuple]]:
    """All rows of the tables, in an order of their own."""
    return {name: sorted(rows(shop, f"select * from {name}"), key=repr) for name in tables}


def state(shop: Shop) -> dict:
    """All that an import could change."""
    return {
        "version": shop.data_version,
        "journal": shop.records("shop/journal"),
        "settings": shop.settings(),
        "describe": describe(shop),
        "temporary": sorted(path.name for path in shop.temp_folder.iterdir()),
        **dump(shop),
    }


def numbers(shop: Shop) -> dict:
    """The description without what may differ between two ways to the same data."""
    return {name: value for name, value in describe(shop).items() if name != "caveats"}


def rejects(shop: Shop, report: dict) -> list[tuple]:
    """The rejected rows as (line, column, value, reason)."""
    found = shop.records("shop/rejects", {"import_id": report["import_id"]})
    return [(row["line"], row["column_name"], row["value"], row["reason"]) for row in found]


def zipped(*files: tuple[str, str | bytes], level: int = 6) -> bytes:
    """A zip archive of (name, content)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in files:
            archive.writestr(name, as_bytes(content))
    return out.getvalue()


def gzipped(content: str | bytes) -> bytes:
    """Gzip of the content."""
    return gzip.compress(as_bytes(content), mtime=0)


def read_here(
    folder: Path, content: str | bytes, name: str = "orders.csv", **options
) -> tuple[Reading, dict]:
    """Reads the content in this process (a tenth of the time of an import): how, and the rows of what came out."""
    source = written(folder, content, name)
    work = folder / "work"
    work.mkdir()
    reading = child.read(source, work, ImportOptions(**options).for_reader())
    with duckdb.connect() as cursor:
        found = {"lines": [], "rejects": []}
        for path in work.glob("*.parquet"):
            cursor.execute("select * from read_parquet($path)", {"path": str(path)})
            names = [column[0] for column in cursor.description]
            found[path.stem] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found["orders"] = [ABSENT | row for row in found.get("orders", [])]
    for path in work.iterdir():
        path.unlink()
    work.rmdir()
    return reading, found
