"""Pages on a large shop, on the server's side: `python -m benchmarks.pages SHOP` prints JSON.

In the browser drawing comes on top. The first figure of a page holds the metrics themselves; a rerun finds them cached.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
PAGES = ("start/overview", "understand/cohorts", "understand/churn", "understand/segments")
RERUNS = 20
LONGEST = 600


def main() -> None:
    """Opens each page, runs it again, then with a grain that nobody has asked for yet."""
    os.environ["RETENTION_SHOP"] = sys.argv[1]
    os.chdir(ROOT)
    began = time.perf_counter()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=LONGEST)
    app.query_params["lang"] = "en"
    app.run()
    found = {"start": time.perf_counter() - began}
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
