"""Whatever way the same orders come in, the same shop comes out: any order, twice, overlapping, split, re-written."""

import csv
import gzip
import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from retention.ingest import ImportOptions, import_file, undo_import
from retention.metrics import compute, describe
from retention.shop import Shop
from tests.ingest.generated.reading import read_in_process
from tests.ingest.support import DEEP, MARTS, VERSIONS, dump, rows
from tests.strategies import HEADER, MadeUpShop, cells, shop_of_seed
from tests.twin.records import Order

METRICS = ("cohort_retention", "repeat_purchase", "churn", "rfm")
DERIVED = (*VERSIONS, *MARTS, "identifier", "status_meaning", "import_reject")
Rows = list[list[str]]
Files = list[bytes]


def wide_shops(count: int, numbered: bool | None = None) -> list[MadeUpShop]:
    """Made-up shops that run over several months."""
    found = []
    for shop in map(shop_of_seed, range(5000, 9000)):
        months = {(order.ordered_at.year, order.ordered_at.month) for order in shop.orders}
        if 8 <= len(shop.orders) <= 45 and 3 <= len(months) <= 9 and numbered in (None, shop.numbered):
            found.append(shop)
        if len(found) == count:
            return found
    raise AssertionError("too few shops")


def table(shop: MadeUpShop, orders: list[Order]) -> Rows:
    """The orders as rows under their header; a shop without order numbers has no such column."""
    skipped = 0 if shop.numbered else 1
    return [HEADER[skipped:], *(cells(order)[skipped:] for order in orders)]


def text(content: Rows, delimiter: str = ",", end: str = "\n") -> str:
    """The rows as text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(content)
    return out.getvalue()


def by_months(shop: MadeUpShop) -> list[list[Order]]:
    """The orders of each month that has any."""
    months: dict[tuple[int, int], list[Order]] = {}
    for order in shop.orders:
        months.setdefault((order.ordered_at.year, order.ordered_at.month), []).append(order)
    return [months[month] for month in sorted(months)]


def whole(shop: MadeUpShop, rng: random.Random) -> Files:
    return [text(table(shop, shop.orders)).encode()]


def months_in_any_order(shop: MadeUpShop, rng: random.Random) -> Files:
    months = by_months(shop)
    return [text(table(shop, orders)).encode() for orders in rng.sample(months, len(months))]


def months_twice(shop: MadeUpShop, rng: random.Random) -> Files:
    """Every month twice, the second time written otherwise."""
    again = [text(table(shop, orders), ";", "\r\n").encode("utf-16") for orders in by_months(shop)]
    files = months_in_any_order(shop, rng) + again
    return rng.sample(files, len(files))


def last_90_days(shop: MadeUpShop, rng: random.Random) -> Files:
    """What the guide advises: each month's export runs over the last 90 days."""
    files = []
    for orders in by_months(shop):
        end = max(order.ordered_at for order in orders)
        recent = [order for order in shop.orders if end - timedelta(days=90) <= order.ordered_at <= end]
        files.append(text(table(shop, recent)).encode())
    return files


def split_between_orders(shop: MadeUpShop, rng: random.Random) -> Files:
    """Cut anywhere between two orders, the parts in any order."""
    cuts = sorted(rng.sample(range(1, len(shop.orders)), 3))
    parts = [shop.orders[a:b] for a, b in zip([0, *cuts], [*cuts, len(shop.orders)], strict=True)]
    return [text(table(shop, part)).encode() for part in rng.sample(parts, len(parts))]


def months_and_then_all(shop: MadeUpShop, rng: random.Random) -> Files:
    return [*months_in_any_order(shop, rng)[:2], *whole(shop, rng)]


def rewritten_copies(shop: MadeUpShop, rng: random.Random) -> Files:
    """The whole, sorted otherwise, in other bytes, with its columns in another order, packed."""
    sorted_otherwise = table(shop, rng.sample(shop.orders, len(shop.orders)))
    places = rng.sample(range(len(sorted_otherwise[0])), len(sorted_otherwise[0]))
    moved = [[row[place] for place in places] for row in sorted_otherwise]
    copies = [
        text(sorted_otherwise, "\t").encode("cp1251"),
        text(moved, ";", "\r\n").encode("utf-8-sig"),
        gzip.compress(whole(shop, rng)[0], mtime=0),
        whole(shop, rng)[0],
    ]
    return rng.sample(copies, 4)


WAYS: tuple[Callable[[MadeUpShop, random.Random], Files], ...] = (
    months_in_any_order, months_twice, last_90_days, split_between_orders, months_and_then_all, rewritten_copies,
)  # fmt: skip


def load(shop: Shop, folder: Path, content: bytes, **options: Any) -> dict[str, Any]:
    """Imports the content, read in this process; rows add up."""
    path = folder / f"{len(list(folder.iterdir()))}.csv"
    path.write_bytes(content)
    with read_in_process():
        report = import_file(shop, path, ImportOptions(**options))
    parts = [report[f"rows_{part}"] for part in ("loaded", "rejected", "duplicate")]
    assert report["rows_read"] == sum(parts)
    return report


def picture(shop: Shop) -> dict[str, Any]:
    """All numbers of the property: describe and the four metrics."""
    told: dict[str, Any] = {"describe": describe(shop)}
    for name in METRICS:
        told[name] = compute(shop, name).rows.to_csv(index=False)
    return told


def loaded(folder: Path, name: str, files: Files) -> dict[str, Any]:
    """The numbers of a new shop after these files."""
    inbox = folder / name
    inbox.mkdir()
    with Shop.open(folder / f"{name}.duckdb") as shop:
        for content in files:
            load(shop, inbox, content)
        return picture(shop)


@pytest.mark.parametrize("number", range(12 if DEEP else 2))
def test_every_way_gives_the_same_shop(tmp_path: Path, number: int):
    """Every second shop has no order numbers: then the largest count of equal rows stays."""
    shop = wide_shops(number + 1, numbered=number % 2 == 0)[number]
    rng = random.Random(number)
    wanted = loaded(tmp_path, "whole", whole(shop, rng))
    ways = [way for way in WAYS if shop.numbered or way is not split_between_orders]
    for way in ways if DEEP else rng.sample(ways, 2):
        found = loaded(tmp_path, way.__name__, way(shop, rng))
        assert found == wanted, (shop.label, way.__name__)


def corrected(rng: random.Random, order: Order) -> Order:
    """A later version: another amount, a refund, or another status."""
    kind = rng.choice(["amount", "refund", "status"])
    if kind == "amount":
        return replace(order, amount=order.amount + Decimal("5.55"))
    if kind == "refund" and order.amount > 0:
        return replace(order, refunded=order.amount)
    return replace(order, meaning=rng.choice(["counted", "cancelled", "pending"]))


def stamped(shop: MadeUpShop, orders: list[tuple[Order, datetime]]) -> bytes:
    """With a column that says when an order was changed."""
    content = table(shop, [order for order, _ in orders])
    stamps = ["Updated at", *(f"{at:%Y-%m-%d %H:%M:%S}" for _, at in orders)]
    return text([[*row, stamp] for row, stamp in zip(content, stamps, strict=True)]).encode()


@pytest.mark.parametrize("number", range(8 if DEEP else 1))
def test_the_latest_stamp_wins_in_any_order_of_files(tmp_path: Path, number: int):
    """Each order has one to three versions, scattered over files: the newest counts, whichever came last."""
    shop, rng = wide_shops(number + 1, numbered=True)[number], random.Random(number)
    files: list[list[tuple[Order, datetime]]] = [[], [], []]
    newest = []
    for order in shop.orders:
        version, at = order, order.ordered_at + timedelta(hours=1)
        for file in rng.sample(files, rng.choice([1, 2, 3])):
            file.append((version, at))
            last = version, at
            version, at = corrected(rng, version), at + timedelta(days=rng.randint(1, 9))
        newest.append(last)
    wanted = loaded(tmp_path, "newest", [stamped(shop, newest)])
    found = loaded(tmp_path, "scattered", [stamped(shop, file) for file in rng.sample(files, 3) if file])
    assert found == wanted, shop.label


@pytest.mark.parametrize("number", range(8 if DEEP else 1))
def test_without_stamps_the_file_that_runs_longer_wins(tmp_path: Path, number: int):
    """Overlapping exports with corrections and late refunds, in any order: the export made last is right."""
    shop, rng = wide_shops(number + 1, numbered=True)[number], random.Random(number)
    state = {order.order_id: order for order in shop.orders}
    files: Files = []
    for orders in by_months(shop):
        end = max(order.ordered_at for order in orders)
        for order in rng.sample(shop.orders, 3):
            if order.ordered_at < end - timedelta(days=1):
                state[order.order_id] = corrected(rng, state[order.order_id])
        known = [state[order.order_id] for order in shop.orders if order.ordered_at <= end]
        files.append(text(table(shop, known)).encode())
    ends = [max(order.ordered_at for order in orders).date() for orders in by_months(shop)]
    assert len(set(ends)) == len(ends)
    wanted = loaded(tmp_path, "last", files[-1:])
    assert loaded(tmp_path, "any", rng.sample(files, len(files))) == wanted, shop.label


def item_rows(rng: random.Random, count: int) -> tuple[list[str], Rows]:
    """Orders of two to four lines without a total of their own, by time."""
    header = ["Order ID", "Order date", "Email", "SKU", "Quantity", "Unit price"]
    lines = []
    for number in range(1, count + 1):
        at = datetime(2024, 1, 3) + timedelta(days=4 * number)
        mail = f"buyer{rng.randint(1, 4)}@example.com"
        for _ in range(rng.randint(2, 4)):
            what = f"S{rng.randint(1, 9)}", str(rng.randint(1, 3)), f"{rng.randint(100, 9999) / 100:.2f}"
            lines.append([str(number), f"{at:%Y-%m-%d %H:%M}", mail, *what])
    return header, lines


@pytest.mark.parametrize("number", range(6 if DEEP else 1))
def test_a_file_cut_inside_an_order_is_a_corrected_order(tmp_path: Path, number: int):
    """The second part brings the rest of an order: it replaces the first part's, and the report names the change."""
    rng = random.Random(number)
    header, lines = item_rows(rng, 8)
    inside = [n for n in range(1, len(lines)) if lines[n][0] == lines[n - 1][0]]
    cut = rng.choice(inside)
    order = lines[cut][0]
    amount = {
        part: sum(Decimal(line[4]) * Decimal(line[5]) for line in content if line[0] == order)
        for part, content in (("before", lines[:cut]), ("after", lines[cut:]))
    }
    with Shop.open(tmp_path / "shop.duckdb") as shop:
        inbox = tmp_path / "inbox"
        inbox.mkdir()
        load(shop, inbox, text([header, *lines[:cut]]).encode())
        report = load(shop, inbox, text([header, *lines[cut:]]).encode())
        found = rows(shop, f"select amount from named_order where order_id = '{order}'")
        assert found == [(amount["after"],)]
        assert report["orders_updated"] == 1
        if amount["before"] != amount["after"]:
            assert report["amounts_changed"] == 1
        assert [row["month"][:7] for row in report["months_changed"]] == [lines[cut][1][:7]]
        load(shop, inbox, text([header, *lines]).encode())
        assert picture(shop) == loaded(tmp_path, "whole", [text([header, *lines]).encode()])


@pytest.mark.parametrize("number", range(6 if DEEP else 1))
def test_undo_restores_and_leaves_no_trace(tmp_path: Path, number: int):
    """Back step by step everything is as it was; out of the middle it is as if the file had never been loaded."""
    shop, rng = wide_shops(number + 1)[number], random.Random(number)
    files = last_90_days(shop, rng)[:3]
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with Shop.open(tmp_path / "shop.duckdb") as product:
        before, numbers = [], []
        for content in files:
            before.append((dump(product, DERIVED), picture(product) if len(numbers) == 1 else None))
            numbers.append(load(product, inbox, content)["import_id"])
        out = rng.randrange(len(files) - 1)
        undo_import(product, numbers[out])
        without = picture(product)
        load(product, inbox, files[-1] + b"\n")  # known: adds nothing that counts
        undo_import(product, numbers[-1] + 1)
        assert picture(product) == without
    assert without == loaded(tmp_path, "without", [*files[:out], *files[out + 1 :]]), shop.label
    with Shop.open(tmp_path / "back.duckdb") as product:
        for content in files:
            load(product, inbox, content)
        for number, (tables, told) in reversed(list(zip(numbers, before, strict=True))):
            undo_import(product, number)
            assert dump(product, DERIVED) == tables
            assert told is None or picture(product) == told
