"""Sales and holidays: the twin against the product on made-up shops with windows of their own and coupons.

A failure names the seed; `RETENTION_TEST_DEPTH=deep` tries more.
"""

import csv
import os
import random
from datetime import timedelta
from pathlib import Path

import pytest

from retention.shop.settings import change
from tests.golden import product
from tests.golden.contract import COLUMNS
from tests.strategies import shop_of_seed, write_csv
from tests.twin import events
from tests.twin.book import Book, build
from tests.twin.cohorts import MODES
from tests.twin.compare import differences

SEEDS = range(500 if os.environ.get("RETENTION_TEST_DEPTH") == "deep" else 12)
NAMES = ("Own", "black_friday", "new_year", "defenders_day", "womens_day")
KEYS = {
    "cohort_retention": ("cohort", "period"),
    "lifetime_value": ("cohort", "age_months"),
    "repeat_purchase": ("cohort", "horizon_days"),
}


def own_windows(rng: random.Random, book: Book) -> list[events.Span]:
    """One to three windows around days of purchases; they may overlap and run over months and New Year."""
    days = [purchase.on for purchase in book.purchases()] or [book.as_of]
    found = []
    for _ in range(rng.randint(1, 3)):
        first = rng.choice(days) - timedelta(days=rng.choice([0, 0, 3, 40]))
        found.append((first, first + timedelta(days=rng.choice([0, 0, 6, 30]))))
    return found


def write_orders(made, coupons: set[int], path: Path) -> Path:
    """The orders file with a column of coupons."""
    with write_csv(made, path).open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header, "Coupon"])
        for line, order in zip(lines, made.orders, strict=True):
            writer.writerow([*line, "SALE" if order.row in coupons else ""])
    return path


def asked(book: Book, own: list[events.Span]) -> list[tuple[str, dict, list[dict]]]:
    """Each question with the twin's answer."""
    found = []
    for name in NAMES:
        spans = own if name == "Own" else []
        for mode in MODES:
            wanted = events.cohort_retention(book, name, spans, mode)
            found.append(("cohort_retention", {"events": name, "mode": mode}, wanted))
        found.append(("lifetime_value", {"events": name}, events.lifetime_value(book, name, spans)))
        found.append(("repeat_purchase", {"events": name}, events.repeat_purchase(book, name, spans)))
    return found


def compare(shop, book: Book, own: list[events.Span], coupons: set[int]) -> list[str]:
    """One sentence for each cell on which the two disagree."""
    told = []
    for metric, options, wanted in asked(book, own):
        name = options["events"]
        if not events.spans_of(book, name, own if name == "Own" else []):
            with pytest.raises(product.Refused, match="has no day in the data"):
                product.table(shop, metric, as_of=book.as_of, **options)
            continue
        _, rows = product.table(shop, metric, as_of=book.as_of, **options)
        told += [f"{metric} {options}: {one}" for one in differences(rows, wanted, KEYS[metric])]
    columns, rows = product.table(shop, "event_windows", as_of=book.as_of)
    assert columns == COLUMNS["event_windows"]
    wanted = events.event_windows(book, own, coupons)
    same = [(row["event"], row["from_on"], row["to_on"]) for row in rows]
    assert same == [(row["event"], row["from_on"], row["to_on"]) for row in wanted]
    for number, (row, other) in enumerate(zip(rows, wanted, strict=True)):
        told += [f"event_windows row {number}: {one}" for one in differences([row], [other], ())]
    for grain in ("week", "month"):
        columns, rows = product.table(shop, "discounts", as_of=book.as_of, grain=grain)
        assert columns == COLUMNS["discounts"]
        told += differences(rows, events.discounts(book, coupons, grain), ("period",))
    return told


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_shop(tmp_path: Path, seed: int):
    made, rng = shop_of_seed(seed), random.Random(seed)
    if not made.orders:
        return
    whole = build(made.orders)
    own = own_windows(rng, whole)
    coupons = {order.row for order in made.orders if rng.random() < 0.3}
    days = sorted(order.ordered_at.date() for order in made.orders)
    with product.opened(tmp_path / "shop.duckdb") as shop:
        product.load(shop, write_orders(made, coupons, tmp_path / "orders.csv"))
        change(shop, "events", "; ".join(f"Own {first}..{last}" for first, last in own))
        for day in (whole.as_of, days[len(days) // 2]):
            told = compare(shop, build(made.orders, day), own, coupons)
            assert not told, told[:12]
