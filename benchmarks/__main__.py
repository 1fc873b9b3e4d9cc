"""`python -m benchmarks import --rows 1000000 [--items] [--runs 3]`, `python -m benchmarks file FILE --rows N`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import files, import_speed

HEADER = "| file | read_csv, CPU s | bare tables | import | peak memory, MB | of the file |\n|---|---|---|---|---|---|"


def main() -> None:
    """Runs one benchmark, or writes one file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("job", choices=("import", "file"))
    parser.add_argument("target", nargs="?", type=Path, help="of the job file")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--items", action="store_true", help="one row an item")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    if asked.job == "file":
        files.write(asked.target or Path("orders.csv"), asked.rows, items=asked.items)
    else:
        print(HEADER)
        print(import_speed.compare(asked.rows, items=asked.items, runs=asked.runs))


if __name__ == "__main__":
    main()
