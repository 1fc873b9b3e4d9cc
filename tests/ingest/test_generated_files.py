"""A made-up month as every shop system writes it, in every style: what comes out is what was put in."""

import itertools
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.shop import Shop
from tests.ingest.generated import styles
from tests.ingest.generated.combinations import LAYOUTS, combinations, is_possible, label
from tests.ingest.generated.layouts import Layout
from tests.ingest.generated.month import Order, answer, month
from tests.ingest.generated.reading import Tried, tried
from tests.ingest.generated.styles import Style
from tests.ingest.support import SEED, share

STEPS = ("cancelled", "pending", "test", "given_back", "free", "ours")
NATIVE = [(name, layout.native) for name, layout in LAYOUTS.items()]
CASES = combinations(SEED + 1, tuple(LAYOUTS))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """An empty shop: trial imports leave it so."""
    with Shop.open(tmp_path_factory.mktemp("empty") / "shop.duckdb") as opened:
        yield opened


@pytest.mark.parametrize("case", NATIVE, ids=label)
def test_as_the_system_writes_it(empty: Shop, tmp_path: Path, case: tuple[str, Style]):
    check(empty, tmp_path, *case, seed=SEED)


@pytest.mark.parametrize("case", share(CASES, 50), ids=label)
def test_in_every_style(empty: Shop, tmp_path: Path, case: tuple[str, Style]):
    check(empty, tmp_path, *case, seed=CASES.index(case))


def test_every_possible_pair_of_values_occurs():
    """The combinations are worth their name: nothing that two values can do together is left out."""
    factors = {"layout": tuple(LAYOUTS)} | styles.FACTORS
    drawn = styles.pairwise(factors, is_possible, SEED)
    met = set().union(*(styles.pairs_of(one) for one in drawn))
    for (a, ones), (b, others) in itertools.combinations(factors.items(), 2):
        missing = {
            ((a, one), (b, other))
            for one, other in itertools.product(ones, others)
            if is_possible({a: one, b: other})
        } - met
        assert not missing
    assert 250 <= len(drawn) <= 600


AMBIGUOUS = [
    (name, date) for name in ("shopify79", "insales", "generic_en") for date in ("british", "american")
]


@pytest.mark.parametrize(("name", "date"), AMBIGUOUS)
def test_dates_that_nothing_decides_are_asked(empty: Shop, tmp_path: Path, name: str, date: str):
    """Days 1 to 12 of March: the file is refused, and loads with the answer."""
    layout, style = LAYOUTS[name], Style(date=date)
    orders = month(SEED, style.language, days=12)
    raw = style.file(layout.table(orders))
    with pytest.raises(ImportRefused) as caught:
        tried(empty, tmp_path, raw)
    assert caught.value.code == "dates_ambiguous"
    compare(tried(empty, tmp_path, raw, day_first=date == "british"), layout, orders)


def check(shop: Shop, folder: Path, name: str, style: Style, seed: int) -> None:
    """Writes the month so, imports it, and compares everything that the file says."""
    layout, orders = LAYOUTS[name], month(seed, style.language)
    table = layout.table(orders)
    found = tried(shop, folder, style.file(table, layout.quote_all), style.file_name)
    report = found.report
    read, loaded, rejected = (report[f"rows_{part}"] for part in ("read", "loaded", "rejected"))
    assert (read, loaded, rejected, report["rejects"]) == (len(table) - 1, read, 0, [])
    compare(found, layout, orders)


def compare(found: Tried, layout: Layout, orders: list[Order]) -> None:
    """The report against the known answer, and the orders one by one."""
    said = [one for order in orders for one in layout.said(order)]
    known, report, bridge = answer(said), found.report, found.report["bridge"]
    main = {other: layout.number(order) for order in orders for other in layout.numbers(order)}
    told = {
        main.get(one["order_id"], one["order_id"]): (one["ordered_at"], one["amount"])
        for one in found.frames["orders"]
    }
    assert told == {one.number: (one.at, one.amount) for one in said}
    assert {step: bridge[step] for step in STEPS} == {step: known.steps[step] for step in STEPS}
    assert report["unknown_statuses"] == []
    assert money(bridge["refunds_amount"]) == known.refunds
    assert money(report["revenue"]) == known.net
    assert (report["orders_new"], report["customers_new"]) == (known.orders, known.buyers)
    assert report["anonymous_orders"] == known.anonymous
    assert (report["first_at"], report["last_at"]) == (str(known.first), str(known.last))
    if layout.has_lines:
        pieces = Counter(line["quantity"] for line in found.frames["lines"])
        wanted = Counter(Decimal(item.quantity) for order in orders for item in order.items)
        assert pieces == wanted or layout.name == "online_retail_lines"
    if layout.has_city:
        assert [one["city"] for one in sorted(found.frames["orders"], key=lambda one: one["order_id"])] == [
            order.person.city for order in orders
        ]


def money(value: float) -> Decimal:
    """The report's number in cents."""
    return Decimal(str(value)).quantize(Decimal("0.01"))
