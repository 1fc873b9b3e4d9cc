"""Segments of orders: the twin against the product on made-up shops whose orders came by several channels.

A failure names the seed; `RETENTION_TEST_DEPTH=deep` tries more.
"""

import csv
import os
import random
from pathlib import Path

import pytest

from tests.golden import product
from tests.strategies import shop_of_seed, write_csv
from tests.twin import order_segments
from tests.twin.book import Book, build
from tests.twin.compare import differences
from tests.twin.repeat import latency, order_ladder, repeat_purchase

SEEDS = range(500 if os.environ.get("RETENTION_TEST_DEPTH") == "deep" else 12)
CHANNELS = ["site", "site", "app", ""]


def write_orders(made, channels: dict[int, str], path: Path) -> Path:
    """The orders file with a column of channels."""
    with write_csv(made, path).open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header, "Channel"])
        writer.writerows([*line, channels[order.row]] for line, order in zip(lines, made.orders, strict=True))
    return path


def wanted(book: Book, rows: set[int]) -> dict[str, tuple[tuple[str, ...], list[dict]]]:
    """The twin's tables with their key columns."""
    among = order_segments.numbered(book, rows)
    return {
        "repeat_purchase": (("horizon_days",), repeat_purchase(order_segments.repeats(book, rows))),
        "order_ladder": (("order_number",), order_ladder(among)),
        "latency": (("order_number", "days"), latency(among)),
        "lifetime_value": (("cohort", "age_months"), order_segments.lifetime_value(book, rows)),
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_shop(tmp_path: Path, seed: int):
    made, rng = shop_of_seed(seed), random.Random(seed)
    if not made.orders:
        return
    channels = {order.row: rng.choice(CHANNELS) for order in made.orders}
    channel = rng.choice(["site", "app", ""])
    rows = {row for row, name in channels.items() if name == channel}
    days = sorted(order.ordered_at.date() for order in made.orders)
    with product.opened(tmp_path / "shop.duckdb") as shop:
        product.load(shop, write_orders(made, channels, tmp_path / "orders.csv"))
        for day in (days[-1], days[len(days) // 2]):
            for metric, (keys, table) in wanted(build(made.orders, day), rows).items():
                _, found = product.table(shop, metric, as_of=day, orders_where=f"channel={channel}")
                told = differences(found, table, keys)
                assert not told, (metric, channel, day, told[:12])
