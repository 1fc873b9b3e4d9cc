"""The twin of visits against the product on small made-up shops with visits.

A failure names the seed; `RETENTION_TEST_DEPTH=deep` tries more.
"""

import csv
import os
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.golden import product
from tests.golden.contract import COLUMNS
from tests.strategies import TRAP_GAPS, TRAP_TIMES, MadeUpShop, shop_of_seed, write_csv
from tests.twin import change, period_comparison, periods, visits
from tests.twin.compare import differences
from tests.twin.records import Session

METRICS = visits.METRICS | {"period_comparison": period_comparison.of_visits, "change": change.of_visits}
BAND = "order_count_band"
SEEDS = range(500 if os.environ.get("RETENTION_TEST_DEPTH") == "deep" else 12)
STRANGERS = ("Z1", "Z2", "Z3")
HEADER = ["session_id", "customer_id", "started_at", "cart", "purchased"]
YES = {True: "yes", False: "no"}
SHOWN = 12


def sessions_of(made: MadeUpShop, seed: int) -> list[Session]:
    """Up to 60 visits of customers and strangers, many at a telling distance from an order."""
    rng = random.Random(seed + 7_000)
    stamps = [order.ordered_at for order in made.orders] or [datetime(2024, 2, 29)]
    known = sorted({dict(order.identifiers).get("customer_id", "") for order in made.orders})
    people = [name for name in known if name.startswith("C")] + list(STRANGERS)
    found = []
    for _ in range(rng.choice([1, 5, 20, 60])):
        at = rng.choice(stamps) + timedelta(days=rng.choice([-1, 1]) * rng.choice(TRAP_GAPS))
        if rng.random() < 0.7:
            at = datetime.combine(at.date(), rng.choice(TRAP_TIMES))
        cart = rng.random() < 0.5
        found.append(
            Session(rng.choice(people), at, cart, (cart and rng.random() < 0.4) or rng.random() < 0.1)
        )
    return found


def write_sessions(sessions: list[Session], path: Path) -> Path:
    """One row a visit."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number, visit in enumerate(sessions, start=1):
            at = f"{visit.started_at:%Y-%m-%d %H:%M:%S}"
            writer.writerow([f"s{number}", visit.visitor, at, YES[visit.cart], YES[visit.purchased]])
    return path


def questions() -> list[tuple[str, tuple[str, ...], dict]]:
    """Each metric with its key columns and one choice of its options."""
    carts = [("carts", ("period",), {"grain": grain}) for grain in periods.GRAINS]
    departed = [
        ("departed", ("kind",), {"window": window, "visit_window": visit_window})
        for window in (None, 30)
        for visit_window in (30, 60)
    ]
    compared = [
        ("period_comparison", ("measure",), {"of": "carts", "grain": grain}) for grain in ("week", "month")
    ]
    moved = [
        ("change", (BAND,), {"of": of, "grain": grain, "split": BAND})
        for of, grain in (("carts", "week"), ("conversion", "month"))
    ]
    split = [("carts", (BAND, "period"), {"grain": "quarter", "split": BAND})]
    return [*carts, *split, *compared, *moved, *departed, ("first_order", ("horizon_days",), {})]


def compare(shop, made: MadeUpShop, sessions: list[Session]) -> Iterator[str]:
    """One sentence for each cell on which the two disagree, at the end of the data and on a day amid the visits."""
    days = sorted(visit.started_at.date() for visit in sessions)
    for metric, keys, options in questions():
        for day in (None, days[len(days) // 2]):
            columns, rows = product.table(shop, metric, as_of=day, **options)
            asked = visits.carts_by_band if metric == "carts" and "split" in options else METRICS[metric]
            wanted = asked(made.orders, sessions, as_of=day, **options)
            found = differences(rows, wanted, keys)
            own = [options["split"]] if "split" in options else []
            found += [] if columns == [*own, *COLUMNS[metric]] else [f"columns {columns}"]
            yield from (f"{metric} {options} as of {day}: {one}" for one in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_shop(tmp_path: Path, seed: int):
    made = shop_of_seed(seed)
    sessions = sessions_of(made, seed)
    with product.opened(tmp_path / "shop.duckdb") as shop:
        if made.orders:
            product.load(shop, write_csv(made, tmp_path / "orders.csv"))
        product.load(shop, write_sessions(sessions, tmp_path / "visits.csv"))
        found = list(compare(shop, made, sessions))
    told = "\n  ".join(found[:SHOWN])
    assert not found, f"{made.label}: {len(found)} differences\n  {told}"
