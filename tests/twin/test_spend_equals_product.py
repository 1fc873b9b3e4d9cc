"""Spend, payback and lost customers: the twin against the product on made-up shops with channels and budgets."""

import csv
import os
import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from retention.metrics import acquisition, compute, concentration
from retention.shop.settings import change
from tests.golden import product
from tests.strategies import MadeUpShop, shop_of_seed, write_csv
from tests.twin import change as twin_change
from tests.twin import spend
from tests.twin.book import Book, build
from tests.twin.compare import differences
from tests.twin.spend import Spend

IS_DEEP = os.environ.get("RETENTION_TEST_DEPTH") == "deep"
SEEDS = range(500 if IS_DEEP else 50)
SPELLINGS = ["google", "Google", "GOOGLE", "mail", "Mail", "tv", ""]
COLUMNS = ["period", "channel", "spend", "new_customers", "cac", "ltv_to_date", "payback_months"]


def channels_of(rng: random.Random, made: MadeUpShop) -> dict[int, str]:
    """A channel for each order, by its row; some have none."""
    return {order.row: rng.choice(SPELLINGS) for order in made.orders}


def budget(rng: random.Random, book: Book) -> list[Spend]:
    """Spend around the days of purchases, by the day and by the month, also where nobody came."""
    days = [purchase.on for purchase in book.purchases()] or [book.as_of]
    found = []
    for _ in range(rng.randint(1, 8)):
        day = rng.choice(days) + timedelta(days=rng.choice([-40, -1, 0, 0, 0, 3]))
        on = rng.choice([day, day.replace(day=1)])
        amount = rng.choice(["0.10", "10.00", "33.33", "500"])
        found.append(Spend(on, rng.choice(SPELLINGS[:-1]), Decimal(amount)))
    return found


def write_orders(made: MadeUpShop, channels: dict[int, str], path: Path) -> Path:
    """The orders file with a column of channels."""
    with write_csv(made, path).open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header, "Channel"])
        writer.writerows([*line, channels[order.row]] for line, order in zip(lines, made.orders, strict=True))
    return path


def write_spend(spent: list[Spend], path: Path) -> Path:
    """The budget as a file."""
    lines = [f"{one.on},{one.channel},{number},{one.amount}" for number, one in enumerate(spent)]
    path.write_text("\n".join(["Date,Channel,Campaign,Spend", *lines]) + "\n", "utf-8")
    return path


def facts_differ(shop, book: Book, day: date) -> list[str]:
    """The lost customer of the best tenth."""
    facts = concentration(shop, as_of=day).facts
    wanted = spend.lost_vip(book)
    return differences([{name: facts[name] for name in wanted}], [wanted], ())


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_shop(tmp_path: Path, seed: int):
    made, rng = shop_of_seed(seed), random.Random(seed)
    if not made.orders:
        with product.opened(tmp_path / "shop.duckdb") as shop, pytest.raises(product.Refused):
            acquisition(shop)
        return
    whole = build(made.orders)
    channels, spent = channels_of(rng, made), budget(rng, whole)
    margin = rng.choice([None, Decimal("0.5"), Decimal(1)])
    days = sorted(order.ordered_at.date() for order in made.orders)
    with product.opened(tmp_path / "shop.duckdb") as shop:
        product.load(shop, write_orders(made, channels, tmp_path / "orders.csv"))
        product.load(shop, write_spend(spent, tmp_path / "spend.csv"))
        change(shop, "gross_margin", str(margin or ""))
        asked = [whole.as_of, days[len(days) // 2]]
        for day in asked if IS_DEEP else asked[seed % 2 :][:1]:  # the usual run asks every shop for one day
            book = build(made.orders, day)
            assert not facts_differ(shop, book, day)
            wanted = spend.acquisition(book, channels, spent, margin)
            if wanted:
                rows = acquisition(shop, as_of=day).rows
                assert list(rows.columns) == COLUMNS
                found = differences(rows.to_dict("records"), wanted, ("period", "channel"))
                assert not found, found[:10]
                moved = compute(shop, "change", of="acquisition", split="first_channel", as_of=day).rows
                of_cost = twin_change.of_cost(wanted, day, whole.data_start)
                found = differences(moved.to_dict("records"), of_cost, ("first_channel",))
                assert not found, found[:10]
            else:
                with pytest.raises(product.Refused):
                    acquisition(shop, as_of=day)
