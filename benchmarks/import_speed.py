"""`import` of a large file against the plainest way to get it into a database."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import files, measured

ROOT = Path(__file__).parents[1]
PLAIN = """import duckdb, sys
duckdb.connect(sys.argv[2]).execute("create table t as select * from read_csv(?, all_varchar=true)", [sys.argv[1]])"""


def compare(rows: int, *, items: bool, runs: int) -> str:
    """One line of the table: both costs (medians), their ratio, and the memory beside the file's size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = files.write(folder / "orders.csv", rows, items=items)
        pairs = [(_plain(source, folder), _import(source, folder)) for _ in range(runs)]
        plain = median(pair[0].seconds for pair in pairs)
        ours = median(pair[1].seconds for pair in pairs)
        size, memory = source.stat().st_size, max(pair[1].memory for pair in pairs)
        kind = "items" if items else "orders"
        return (
            f"| {kind}, {rows:,} rows, {size / 1e6:.0f} MB | {plain:.2f} | {ours:.2f} | {ours / plain:.2f} "
            f"| {memory / 1e6:.0f} | {memory / size:.2f} |"
        )


def _plain(source: Path, folder: Path) -> measured.Cost:
    target = folder / "plain.duckdb"
    target.unlink(missing_ok=True)
    return measured.run([sys.executable, "-c", PLAIN, str(source), str(target)], ROOT)


def _import(source: Path, folder: Path) -> measured.Cost:
    shop = folder / "shop"
    shutil.rmtree(shop, ignore_errors=True)
    return measured.run(
        [sys.executable, "-m", "retention", "--shop", str(shop / "shop.duckdb"), "import", str(source)], ROOT
    )
