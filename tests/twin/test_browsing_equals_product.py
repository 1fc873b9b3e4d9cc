"""The twin of browsing against the product on small made-up shops whose orders have lines and whose visits see things.

A failure names the seed; `RETENTION_TEST_DEPTH=deep` tries more.
"""

import csv
import os
import random
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.golden import product
from tests.golden.contract import COLUMNS
from tests.twin.browsing import Basket, Look, cart_losses, interest, next_category
from tests.twin.compare import differences

SEEDS = range(500 if os.environ.get("RETENTION_TEST_DEPTH") == "deep" else 12)
CATEGORIES = ["Tea", "Cups", "Чай", "Gift, large"]
START = datetime(2023, 12, 20)
LAST = 120
YES = {True: "yes", False: "no"}


def moment(rng: random.Random) -> datetime:
    """Any minute of 120 days, more often in the last 40."""
    first = rng.choice([0, 80])
    return START + timedelta(days=rng.randint(first, LAST), minutes=rng.randint(0, 1439))


def baskets_of(rng: random.Random, people: list[str]) -> list[Basket]:
    """Orders of one to three lines; some lines have no category."""
    found = []
    for number in range(rng.choice([1, 10, 60])):
        lines = tuple(
            (rng.choice([*CATEGORIES, *CATEGORIES, ""]), Decimal(rng.choice([5, 10, 10, 20])))
            for _ in range(rng.randint(1, 3))
        )
        at = moment(rng) + timedelta(seconds=number % 60)
        found.append(Basket(rng.choice(people), at, lines))
    return found


def looks_of(rng: random.Random, people: list[str]) -> list[Look]:
    """Visits with what they saw and their cart; some files tell no devices, steps or values."""
    devices, steps, values = (rng.random() < 0.8 for _ in range(3))
    found = []
    for _ in range(rng.choice([1, 10, 80])):
        seen = tuple(dict.fromkeys(rng.choices(CATEGORIES[:3], k=rng.randint(0, 3))))
        cart = rng.random() < 0.6
        look = Look(
            rng.choice([*people, "Z1"]),
            moment(rng),
            seen,
            rng.choice(["phone", "desktop", ""]) if devices else "",
            cart,
            cart and steps and rng.random() < 0.5,
            cart and rng.random() < 0.4,
            Decimal(rng.choice([10, 10, 25, 40, 99])) if values and rng.random() < 0.8 else None,
        )
        found.append(look)
    return found


def write(path: Path, header: str, rows: list[list]) -> Path:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return path


def write_orders(baskets: list[Basket], path: Path) -> Path:
    """One row a line."""
    rows = [
        [number, f"{basket.at:%Y-%m-%d %H:%M:%S}", basket.person, category, 1, amount, amount]
        for number, basket in enumerate(baskets, start=1)
        for category, amount in basket.lines
    ]
    return write(path, "Order ID,Order date,Customer ID,Category,Quantity,Unit price,Line total", rows)


def write_visits(looks: list[Look], path: Path) -> Path:
    """One row a visit, the categories in one cell."""
    rows = [
        [f"s{number}", look.person, f"{look.at:%Y-%m-%d %H:%M:%S}", look.device, YES[look.cart], YES[look.checkout],
         YES[look.purchased], "" if look.value is None else look.value, "|".join(look.categories)]
        for number, look in enumerate(looks, start=1)
    ]  # fmt: skip
    header = "session_id,customer_id,started_at,device,cart,checkout,purchased,cart_value,category"
    return write(path, header, rows)


def compare(shop, baskets: list[Basket], looks: list[Look]) -> list[str]:
    """One sentence for each cell on which the two disagree, on the last day and amid the visits."""
    days = sorted(one.at.date() for one in [*baskets, *looks])
    first = max(min(look.at for look in looks), min(basket.at for basket in baskets)).date()
    told = []
    for day in (days[-1], max(first, days[len(days) // 2])):
        wanted = {
            "interest": (interest(baskets, looks, day, 20), ("category",), {"window": 20}),
            "cart_losses": (cart_losses(looks, day), ("part", "value"), {}),
            "next_category": (next_category(baskets, day), ("from_category", "to_category"), {}),
        }
        for metric, (rows, keys, options) in wanted.items():
            columns, found = product.table(shop, metric, as_of=day, **options)
            said = [
                *differences(found, rows, keys),
                *([] if columns == COLUMNS[metric] else [f"columns {columns}"]),
            ]
            told += [f"{metric} as of {day}: {one}" for one in said]
    return told


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_shop(tmp_path: Path, seed: int):
    rng = random.Random(seed)
    people = [f"C{number}" for number in range(rng.choice([2, 5, 12]))]
    baskets, looks = baskets_of(rng, people), looks_of(rng, people)
    with product.opened(tmp_path / "shop.duckdb") as shop:
        product.load(shop, write_orders(baskets, tmp_path / "orders.csv"))
        product.load(shop, write_visits(looks, tmp_path / "visits.csv"))
        found = compare(shop, baskets, looks)
    told = "\n  ".join(found[:12])
    assert not found, f"seed {seed}: {len(found)} differences\n  {told}"
