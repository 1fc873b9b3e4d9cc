"""The twin against the golden tables: every row and every column."""

from datetime import date
from functools import lru_cache

import pytest

from tests.golden import cases, ga4
from tests.golden.loaders import ORDERS
from tests.twin.book import Book, build
from tests.twin.compare import assert_equal
from tests.twin.describe import describe
from tests.twin.metrics import METRICS
from tests.twin.visits import carts, covered_until, departed

pytestmark = pytest.mark.skipif(not cases.GOLDEN.is_dir(), reason=cases.ABSENT)
PAIRS = cases.pairs(tuple(ORDERS), set(METRICS))


@lru_cache
def book(data_set: str) -> Book:
    """Each data set is read once."""
    return build(ORDERS[data_set](cases.DATA))


@pytest.mark.parametrize(("data_set", "case"), PAIRS, ids=[f"{name}-{case.file}" for name, case in PAIRS])
def test_table(data_set: str, case: cases.Case):
    rows = METRICS[case.metric](book(data_set), **case.options)
    wanted = cases.expected(data_set, case)
    assert list(rows[0]) == list(wanted[0])
    assert_equal(rows, wanted, case.keys, f"{data_set}/{case.file}")


@pytest.mark.parametrize("data_set", list(ORDERS))
def test_description(data_set: str):
    assert_equal([describe(book(data_set))], [cases.expected_description(data_set)], (), data_set)


@lru_cache
def visits():
    """Orders and sessions of the event export."""
    return ga4.orders(cases.DATA), ga4.sessions(cases.DATA)


def test_carts():
    wanted = cases.expected("ga4", cases.Case("carts.csv", "carts", ("period",)))
    assert_equal(carts(*visits()), wanted, ("period",), "ga4/carts.csv")


@pytest.mark.parametrize(
    ("file", "options"),
    [
        ("departed.csv", {}),
        ("departed_as_of_2011-11-03_window_30.csv", {"as_of": date(2011, 11, 3), "window": 30}),
    ],
)
def test_departed(file: str, options: dict):
    wanted = cases.expected("ga4", cases.Case(file, "departed", ("kind",)))
    assert_equal(departed(*visits(), **options), wanted, ("kind",), f"ga4/{file}")


def test_description_with_sessions():
    orders, sessions = visits()
    told = describe(build(orders, covered_until(orders, sessions)), sessions)
    assert_equal([told], [cases.expected_description("ga4")], (), "ga4")
