"""The twin against the product on small made-up shops: every metric, every option, every cell.

A failure names the seed; `shop_of_seed(seed)` makes the shop again. `RETENTION_TEST_DEPTH=deep` tries more.
"""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product as every
from pathlib import Path

import pytest

from tests.golden import product
from tests.golden.contract import COLUMNS
from tests.strategies import MadeUpShop, shop_of_seed, write_csv
from tests.twin import periods, rfm
from tests.twin.book import Book, build
from tests.twin.cohorts import CLOCKS, MODES
from tests.twin.compare import bag, differences
from tests.twin.describe import describe
from tests.twin.metrics import METRICS
from tests.twin.records import Order
from tests.twin.ten_orders import SHOP as TEN_ORDERS

IS_DEEP = os.environ.get("RETENTION_TEST_DEPTH") == "deep"
SEEDS = range(500 if IS_DEEP else 50)
TURNS = 1 if IS_DEEP else 3
"""In the usual run the choices of a metric's options take turns from shop to shop."""
WINDOWS = (None, 30, 90)
COMPARED = {"churn": "month", "cohort_retention": "week", "lifecycle": "quarter", "concentration": "day"}
MOVED = (
    ("churn", "month", "order_count_band"),
    ("churn", "week", "cohort"),
    ("repeat_purchase", "month", "order_count_band"),
    ("repeat_purchase", "quarter", "cohort"),
    ("average_order_value", "month", "cohort"),
    ("average_order_value", "week", "order_count_band"),
)
SHOWN = 12
# The product's own words stand in these columns; the other columns name a customer well enough.
OF_THE_PRODUCT = {"customer_key", "segment", "main_category", "first_channel", "country"}

Question = tuple[str, tuple[str, ...], dict]


def questions() -> list[Question]:
    """Each metric with its key columns and one choice of its options."""
    cohorts = [
        ("cohort_retention", ("cohort", "period"), {"grain": grain, "mode": mode, "clock": clock})
        for grain, mode, clock in every(periods.GRAINS, MODES, CLOCKS)
    ]
    churns = [
        ("churn", ("period",), {"grain": grain, "window": window})
        for grain, window in every(periods.GRAINS, WINDOWS)
    ]
    plainly = [
        ("repeat_purchase", ("horizon_days",), {}),
        ("repeat_spend", (), {}),
        ("order_ladder", ("order_number",), {}),
        ("timing", ("part", "value"), {}),
        ("habits", ("habit",), {}),
        ("habits", ("habit",), {"paydays": (31,)}),
        *[("lifecycle_grid", ("purchases", "stage"), {"window": window}) for window in WINDOWS],
        ("latency", ("order_number", "days"), {}),
    ]
    growth = [("lifecycle", ("period",), {"grain": grain}) for grain in periods.GRAINS]
    values = [
        (name, keys, {"grain": grain})
        for name, keys in (("lifetime_value", ("cohort", "age_months")), ("concentration", ("period",)))
        for grain in periods.GRAINS
    ]
    compared = [
        ("period_comparison", ("measure",), {"of": of, "grain": grain}) for of, grain in COMPARED.items()
    ]
    moved = [("change", (split,), {"of": of, "grain": grain, "split": split}) for of, grain, split in MOVED]
    return [*moved, *cohorts, *churns, *growth, *values, *plainly, *compared]


def questions_of(turn: int) -> list[Question]:
    """Every metric, but with a part of the choices of its options; a metric with few of them with all."""
    met: Counter[str] = Counter()
    places = []
    for name, *_ in questions():
        places.append(met[name])
        met[name] += 1
    return [
        asked
        for place, asked in zip(places, questions(), strict=True)
        if met[asked[0]] < TURNS or place % TURNS == turn % TURNS
    ]


def compare_tables(shop, book: Book, turn: int) -> Iterator[str]:
    """One sentence for each cell on which the two disagree."""
    for metric, keys, options in questions_of(turn):
        columns, rows = product.table(shop, metric, **options)
        if columns != [*[name for name in keys if name == options.get("split")], *COLUMNS[metric]]:
            yield f"{metric} {options}: columns {columns}"
            continue
        wanted = METRICS[metric](book, **options)
        yield from (f"{metric} {options}: {found}" for found in differences(rows, wanted, keys))


def compare_description(shop, book: Book) -> Iterator[str]:
    """The description but for currency, zone and caveats, which the twin does not know."""
    yield from (f"describe: {found}" for found in differences([product.describe(shop)], [describe(book)], ()))


def compare_customers(shop, book: Book) -> Iterator[str]:
    """Customers as a bag of rows: the key is the product's own."""
    names = [name for name in COLUMNS["customers"] if name not in OF_THE_PRODUCT]
    for window in WINDOWS:
        columns, rows = product.table(shop, "customers", window=window)
        if columns != COLUMNS["customers"]:
            yield f"customers: columns {columns}"
            continue
        ours, theirs = bag(rows, names), bag(rfm.customers(book, window), names)
        yield from (f"customers {window}: only in the product {names} {row}" for row in ours - theirs)
        yield from (f"customers {window}: only in the twin {names} {row}" for row in theirs - ours)


def compare_segments(shop, book: Book) -> Iterator[str]:
    """The segments by the product's own map of names; those that nobody is in may stand there too."""
    columns, rows = product.table(shop, "rfm")
    if columns != COLUMNS["rfm"]:
        yield f"rfm: columns {columns}"
        return
    settled = [row for row in rows if row["customers"]]
    wanted = rfm.rfm(book, product.segment_name)
    yield from (f"rfm: {found}" for found in differences(settled, wanted, ("segment",)))


def compare_movement(shop, orders: list[Order], book: Book) -> Iterator[str]:
    """From the segments of the day of the middle order to those of the last day."""
    day = sorted(order.ordered_at.date() for order in orders)[len(orders) // 2]
    columns, rows = product.table(shop, "rfm_movement", compare_to=day)
    if columns != COLUMNS["rfm_movement"]:
        yield f"rfm_movement: columns {columns}"
        return
    wanted = rfm.rfm_movement(build(orders, day), book, product.segment_name)
    found = differences(rows, wanted, ("from_segment", "to_segment"))
    yield from (f"rfm_movement from {day}: {one}" for one in found)


def compare_earlier(shop, orders: list[Order], turn: int) -> Iterator[str]:
    """The same as of the day of the middle order: what came later has not happened yet."""
    days = sorted(order.ordered_at.date() for order in orders)
    if days:
        day = days[len(days) // 2]
        for metric, keys, options in questions_of(turn):
            if options.get("grain", "month") == "month":
                _, rows = product.table(shop, metric, as_of=day, **options)
                wanted = METRICS[metric](build(orders, day), **options)
                found = differences(rows, wanted, keys)
                yield from (f"{metric} {options} as of {day}: {one}" for one in found)


def check(made: MadeUpShop, folder: Path, turn: int = 0) -> None:
    """Import the shop once and compare everything on it."""
    book = build(made.orders)
    with product.opened(folder / "shop.duckdb") as shop:
        product.load(shop, write_csv(made, folder / "orders.csv"))
        found = [*compare_description(shop, book), *compare_tables(shop, book, turn)]
        found += [*compare_customers(shop, book), *compare_segments(shop, book)]
        found += [*compare_movement(shop, made.orders, book), *compare_earlier(shop, made.orders, turn)]
    told = "\n  ".join(found[:SHOWN])
    assert not found, f"{made.label}: {len(found)} differences\n  {told}"


def check_empty(folder: Path) -> None:
    """A shop without orders is described by zeros; every table is refused with a sentence."""
    with product.opened(folder / "shop.duckdb") as shop:
        found = [*compare_description(shop, build([]))]
        for metric, _, options in questions():
            with pytest.raises(product.Refused):
                product.table(shop, metric, **options)
    assert not found


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_shop(tmp_path: Path, seed: int):
    made = shop_of_seed(seed)
    if made.orders:
        check(made, tmp_path, turn=seed)
    else:
        check_empty(tmp_path)


def test_the_turns_ask_everything():
    asked = [question for turn in range(TURNS) for question in questions_of(turn)]
    assert all(question in asked for question in questions())
    assert {name for name, *_ in questions_of(0)} == {name for name, *_ in questions()}


def test_ten_orders(tmp_path: Path):
    """The shop of the hand-worked tests: here the product meets numbers that no program made."""
    check(TEN_ORDERS, tmp_path)


def test_shop_in_which_nothing_counts(tmp_path: Path):
    """Loaded orders, but none of them paid yet: as when all words of status are still unknown."""
    orders = [replace(order, meaning="pending") for order in TEN_ORDERS.orders]
    check(MadeUpShop("ten pending orders", orders), tmp_path)
