"""Pages on a large shop, on the server's side: `python -m benchmarks.page_speed SHOP` prints JSON.

In the browser drawing comes on top. The first figure of a page holds the metrics themselves; a rerun finds them cached.
The start is that of a real server, from the command to the last message of the first page: Streamlit's own tester looks
up a caller for the first element, which costs the more the more modules are loaded.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from streamlit.testing.v1 import AppTest

from benchmarks import large_shop
from launcher.notes import HOST, is_healthy
from launcher.serving import PORTS, is_free
from launcher.warm_up import warm_up

ROOT = Path(__file__).parents[1]
PAGES = ("start/overview", "understand/cohorts", "understand/churn", "understand/segments")
RERUNS = 20
LONGEST = 600
HEADER = (
    "Wall seconds of the server. Wanted: median 0.1, 95 % within 0.2, a filter not seen before 1, start 1.5 × empty.",
    "`first` is counted anew, as after an import; a start shows an Overview that was counted before.",
    "",
    "| orders | page | first | again, median | again, 95 % within |",
    "|---|---|---|---|---|",
)
EMPTY = "import streamlit as st\nst.title('empty')\n"
STARTS = 3


def measured(orders: int) -> list[str]:
    """Lines of the table for a shop of so many orders."""
    with tempfile.TemporaryDirectory() as folder:
        shop, empty_app = large_shop.write(Path(folder), orders), Path(folder, "empty.py")
        empty_app.write_text(EMPTY, "utf-8")
        found = json.loads(_run("-m", "benchmarks.page_speed", str(shop)))
        starts = [(_start(ROOT / "app.py", shop), _start(empty_app, shop)) for _ in range(STARTS)]
    start, empty = (median(seconds) for seconds in zip(*starts, strict=True))
    lines = [
        f"| {orders:,} | {page} | {found[page]['first']:.2f} | {found[page]['median']:.3f} | {found[page]['p95']:.3f} |"
        for page in PAGES
    ]
    return [
        *lines,
        f"| {orders:,} | a step not asked for before | {found['new_filter']:.2f} | | |",
        f"| {orders:,} | the Overview after an import, with all that is imported | {found['anew']:.2f} | | |",
        f"| {orders:,} | start of the app ({start / empty:.2f} × an empty one) | {start:.2f} | | |",
    ]


def _run(*command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def _start(script: Path, shop: Path) -> float:
    """Seconds until a new server has sent its first page."""
    port = str(next(filter(is_free, PORTS)))
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        "--server.address",
        HOST,
        "--server.port",
        port,
    ]
    flags = [
        "--server.headless",
        "true",
        "--server.fileWatcherType",
        "none",
        "--browser.gatherUsageStats",
        "false",
    ]
    began = time.perf_counter()
    with subprocess.Popen(
        [*command, *flags], cwd=script.parent, env={**os.environ, "RETENTION_SHOP": str(shop)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        try:
            while not is_healthy(int(port)) and server.poll() is None:
                time.sleep(0.01)
            warm_up(HOST, int(port))
            return time.perf_counter() - began
        finally:
            server.terminate()


def main() -> None:
    """Opens each page, runs it again, then with a grain that nobody has asked for yet."""
    os.environ["RETENTION_SHOP"] = sys.argv[1]
    os.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=LONGEST)
    app.query_params["lang"] = "en"
    found: dict[str, Any] = {"anew": _seconds(app)}
    for page in PAGES:
        app.switch_page(f"pages/{page}.py")
        first = _seconds(app)
        again = [_seconds(app) for _ in range(RERUNS)]
        found[page] = {"first": first, "median": median(again), "p95": quantiles(again, n=20)[-1]}
    app.switch_page("pages/understand/cohorts.py")
    app.query_params["grain"] = "quarter"
    found["new_filter"] = _seconds(app)
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    print(json.dumps(found))


def _seconds(app: AppTest) -> float:
    began = time.perf_counter()
    app.run()
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
