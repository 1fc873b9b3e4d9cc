"""The rhythm of categories: the twin against the product on made-up shops over up to two years.

A failure names the seed; `RETENTION_TEST_DEPTH=deep` tries more.
"""

import os
import random
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.golden import product
from tests.golden.contract import COLUMNS
from tests.twin.browsing import Basket
from tests.twin.compare import differences
from tests.twin.rhythm import category_rhythm, latency
from tests.twin.test_browsing_equals_product import write_orders

SEEDS = range(500 if os.environ.get("RETENTION_TEST_DEPTH") == "deep" else 8)
START = datetime(2023, 2, 27)
CATEGORIES = {"Tea": 12, "Cups": 3, "Чай": 3, "": 2}
BED = 0.6
"""How many buy a bed with their first basket; nearly nobody buys another."""


def baskets_of(rng: random.Random) -> list[Basket]:
    """Orders of one to four lines; tea is bought often, a bed once; some lines have no category."""
    people, length = (
        [f"C{number}" for number in range(rng.choice([2, 12, 150]))],
        rng.choice([1, 90, 500, 750]),
    )
    found: list[Basket] = []
    for person in rng.choices(people, k=rng.choice([1, 10, 60, 300])):
        is_new = all(basket.person != person for basket in found)
        drawn = rng.choices(list(CATEGORIES), weights=list(CATEGORIES.values()), k=rng.randint(1, 3))
        drawn += ["Bed"] * (rng.random() < (BED if is_new else 0.01))
        at = START + timedelta(days=rng.randint(0, length), seconds=rng.randint(0, 86399))
        found.append(Basket(person, at, tuple((name, Decimal(10)) for name in drawn)))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_shop(tmp_path: Path, seed: int):
    baskets = baskets_of(random.Random(seed))
    days = sorted(basket.at.date() for basket in baskets)
    told = []
    with product.opened(tmp_path / "shop.duckdb") as shop:
        product.load(shop, write_orders(baskets, tmp_path / "orders.csv"))
        for day in (days[-1], days[len(days) // 2]):
            columns, rows = product.table(shop, "category_rhythm", as_of=day)
            assert columns == COLUMNS["category_rhythm"]
            found = differences(rows, category_rhythm(baskets, day), ("category",))
            _, gaps = product.table(shop, "latency", as_of=day, by="category")
            found += differences(gaps, latency(baskets, day), ("category", "days"))
            told += [f"as of {day}: {one}" for one in found]
    assert not told, told[:12]


def test_the_shops_hold_every_case():
    """Rare, renewed and unknown categories, and windows of their own, all come."""
    rows = []
    for seed in range(200):
        baskets = baskets_of(random.Random(seed))
        rows += category_rhythm(baskets, max(basket.at for basket in baskets).date())
    assert {row["renewal"] for row in rows} == {"rare", "renewed", "unknown"}
    assert any(row["window_days"] for row in rows) and any(row["window_days"] is None for row in rows)
