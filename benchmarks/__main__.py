"""`python -m benchmarks`: the whole table, also written to RESULTS.md; parts: `import`, `large`, `every`,
`pages`, `file`."""

from __future__ import annotations

import argparse
import platform
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks import every, files, import_speed, large, page_speed

RESULTS = Path(__file__).with_name("RESULTS.md")
SIZES = (1_000_000, 10_000_000)
PACKAGES = ("duckdb", "pandas", "numpy", "streamlit", "polars", "lifetimes")


def main() -> None:
    """Runs the asked part and prints it; the whole is written to RESULTS.md too."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "job", nargs="?", default="all", choices=("all", "import", "large", "every", "pages", "file")
    )
    parser.add_argument("target", nargs="?", type=Path, default=Path("orders.csv"), help="of the job file")
    parser.add_argument(
        "--rows", type=int, nargs="+", default=SIZES, help="sizes of the shops, or of the file"
    )
    parser.add_argument("--items", action="store_true", help="one row an item, of the job file")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    if asked.job == "file":
        files.write(asked.target, asked.rows[0], items=asked.items)
        return
    lines = []
    for line in _lines(asked.job, asked.rows, asked.runs):
        print(line, flush=True)
        lines.append(line)
    if asked.job == "all":
        RESULTS.write_text("\n".join(["# Measured", "", _machine(), *lines, ""]), encoding="utf-8")


def _lines(job: str, sizes: list[int], runs: int) -> Iterator[str]:
    if job in ("all", "import"):
        yield from ("", "## Import", "", *import_speed.HEADER)
        for items in (False, True):
            yield import_speed.compare(SIZES[0], items=items, runs=runs)
    if job in ("all", "large"):
        yield from ("", "## Questions to large shops", "", *large.HEADER)
        yield from _large(sizes)
    if job in ("all", "every"):
        yield from ("", "## Every metric", "", *every.HEADER)
        for size in sizes:
            yield from every.compare(size)
    if job in ("all", "pages"):
        yield from ("", "## Pages", "", *page_speed.HEADER)
        for size in sizes:
            yield from page_speed.measured(size)


def _large(sizes: list[int]) -> Iterator[str]:
    """The jobs by size, then how much longer each takes in the largest shop than in the smallest."""
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            lines, found[size] = large.compare(size, Path(folder))
            yield from lines
    least, most = min(found), max(found)
    if least < most:
        yield from ("", f"From {least:,} to {most:,} orders, times the processor seconds:", "")
        yield ", ".join(f"{name} {found[most][name] / found[least][name]:.1f}" for name in found[most]) + "."


def _machine() -> str:
    known = ", ".join(f"{name} {found}" for name in PACKAGES if (found := _version(name)))
    return (
        f"{date.today()}, {platform.system()} {platform.machine()}, {import_speed.cores()} cores, Python "
        f"{platform.python_version()}, {known}. Processor seconds are those of all threads; only ratios carry over."
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except ModuleNotFoundError:
        return None


if __name__ == "__main__":
    main()
