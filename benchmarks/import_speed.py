"""`import` of a large file against the plainest way to get it into a database."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import files, measured

ROOT = Path(__file__).parents[1]
HEADER = (
    "| file | read_csv, CPU s | bare tables | import | peak memory, MB | of the file |",
    "|---|---|---|---|---|---|",
)
BARE_SQL = Path(__file__).with_name("bare_import.sql")
PLAIN = """import duckdb, sys
duckdb.connect(sys.argv[2]).execute("create table t as select * from read_csv(?, all_varchar=true)", [sys.argv[1]])"""

BARE = """import duckdb, sys
connection = duckdb.connect(sys.argv[2])
connection.execute("set variable source = ?", [sys.argv[1]])
connection.execute(open(sys.argv[3], encoding="utf-8").read())
connection.close()"""


def compare(rows: int, *, items: bool, runs: int) -> str:
    """One line of the table: the costs (medians), their ratios to the plain read, the memory beside the file's size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = files.write(folder / "orders.csv", rows, items=items)
        plain, bare, ours, memory = [], [], [], 0
        for _ in range(runs):
            plain.append(_script(PLAIN, folder, source).seconds)
            if not items:
                bare.append(_script(BARE, folder, source, BARE_SQL).seconds)
            cost = _import(source, folder)
            ours.append(cost.seconds)
            memory = max(memory, cost.memory)
        size, kind = source.stat().st_size, "items" if items else "orders"
        return (
            f"| {kind}, {rows:,} rows, {size / 1e6:.0f} MB | {median(plain):.2f} | {_beside(bare, plain)} "
            f"| {_beside(ours, plain)} | {memory / 1e6:.0f} | {memory / size:.2f} |"
        )


def cores() -> int:
    """Of this machine."""
    return os.cpu_count() or 1


def _beside(spent: list[float], plain: list[float]) -> str:
    """Median seconds and how many times those of the plain read they are."""
    return f"{median(spent):.2f} = {median(spent) / median(plain):.2f}×" if spent else ""


def _script(script: str, folder: Path, source: Path, *more: Path) -> measured.Cost:
    target = folder / "plain.duckdb"
    target.unlink(missing_ok=True)
    return measured.run([sys.executable, "-c", script, str(source), str(target), *map(str, more)], ROOT)


def _import(source: Path, folder: Path) -> measured.Cost:
    shop = folder / "shop"
    shutil.rmtree(shop, ignore_errors=True)
    return measured.run(
        [sys.executable, "-m", "retention", "--shop", str(shop / "shop.duckdb"), "import", str(source)], ROOT
    )
