"""Every metric on a large shop, asked as a user of the command line would: cost of the whole command."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import large_shop, measured
from retention.metrics.compute import METRICS

ROOT = Path(__file__).parents[1]
OPTIONS = {"period_comparison": ("--of", "churn"), "change": ("--of", "churn", "--split", "first_channel")}
HEADER = (
    "| metric | orders | CPU s | memory, MB | rows |",
    "|---|---|---|---|---|",
)


def compare(orders: int) -> list[str]:
    """Lines of the table for a shop of so many orders."""
    with tempfile.TemporaryDirectory() as folder:
        return of_shop(large_shop.write(Path(folder), orders), orders)


def of_shop(shop: Path, orders: int) -> list[str]:
    """The same for a shop that is there already. Raises CalledProcessError where a metric does not run to its end."""
    return [_line(name, shop, orders) for name in METRICS]


def _line(name: str, shop: Path, orders: int) -> str:
    """A metric that the shop has no data for says so in one sentence."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "answer.csv"
        command = [
            sys.executable,
            "-m",
            "retention",
            "--shop",
            str(shop),
            "metric",
            name,
            *OPTIONS.get(name, ()),
        ]
        try:
            cost = measured.run([*command, "--output", str(table)], ROOT)
        except subprocess.CalledProcessError:
            said = subprocess.run(
                command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            )
            if len(said.stderr.splitlines()) != 1:
                raise
            return f"| {name} | {orders:,} | {said.stderr.strip()} | | |"
        rows = sum(1 for _ in table.open("rb")) - 1
    return f"| {name} | {orders:,} | {cost.seconds:.2f} | {cost.memory / 1e6:.0f} | {rows:,} |"
