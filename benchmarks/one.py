"""`python -m benchmarks.one JOB WHO FILE RUNS`: one job in a process of its own, its cost as JSON on stdout."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from retention.shop import Shop


def main() -> None:
    """Opens what the job asks, which is not counted, and answers the question RUNS times."""
    job, who, file, runs = sys.argv[1:]
    script = import_module(f"benchmarks.jobs.{job}")
    asked = getattr(script, who)
    with _opened(who, Path(file)) as source:
        costs = [_cost(asked, source) for _ in range(int(runs))]
    answer = costs[0][2]
    seconds, wall = (median(cost[place] for cost in costs) for place in (0, 1))
    memory = _peak()
    print(json.dumps({"seconds": seconds, "wall": wall, "memory": memory, "answer": answer}))


def _opened(who: str, file: Path) -> Any:
    if who == "product":
        return Shop.open(file, create=False)
    connection = duckdb.connect(str(file), read_only=True)
    return connection if who == "naive_sql" else _Table(connection, who)


class _Table:
    """The raw table in memory, of the library that the peer uses."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, who: str) -> None:
        found = connection.sql("select * replace (cast(amount as double) as amount) from orders")
        self.data = _polars(found) if who.startswith("polars") else found.df()
        connection.close()

    def __enter__(self) -> Any:
        return self.data

    def __exit__(self, *_: object) -> None:
        del self.data


def _polars(found: Any) -> Any:
    import polars  # only where it is asked for

    return polars.DataFrame(found)


def _cost(asked: Callable[[Any], list[float]], source: Any) -> tuple[float, float, list[float]]:
    used, began = _used(), time.perf_counter()
    answer = asked(source)
    return _used() - used, time.perf_counter() - began, answer


def _peak() -> int:
    """Largest memory of this program alone, bytes: ru_maxrss would begin with that of the process which started it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except FileNotFoundError:  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    return int(status.split("VmHWM:")[1].split()[0]) << 10


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    main()
