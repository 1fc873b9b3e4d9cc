"""What the benchmarks ask: the product and every peer give the same numbers on a small shop."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import duckdb
import pytest

from benchmarks import large_shop
from benchmarks.jobs import NAMES
from retention.metrics import run_checks
from retention.shop import Shop

ORDERS = 4000
LIBRARIES = {"polars_tutorial": "polars", "lifetimes_summary": "lifetimes"}
PAIRS = [(name, peer) for name in NAMES for peer in import_module(f"benchmarks.jobs.{name}").PEERS]


@pytest.fixture(scope="module")
def shop_file(tmp_path_factory):
    """The generated shop."""
    return large_shop.write(tmp_path_factory.mktemp("large"), ORDERS)


@pytest.fixture(scope="module")
def plain(shop_file):
    """The same purchases as one table."""
    with duckdb.connect(str(large_shop.write_plain(shop_file)), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize(("name", "peer"), PAIRS, ids=lambda value: value)
def test_peers_answer_what_the_product_answers(shop_file, plain, name, peer):
    library = LIBRARIES.get(peer, "pandas")
    if not find_spec(library):
        pytest.skip(f"{library} is not installed: run.py bench installs it")
    table = plain.sql("select * replace (cast(amount as double) as amount) from orders")
    source = plain if peer == "naive_sql" else import_module(library).DataFrame(table.df())
    script = import_module(f"benchmarks.jobs.{name}")
    with Shop.open(shop_file) as shop:
        answer = script.product(shop)
    assert answer == getattr(script, peer)(source)
    assert all(value > 0 for value in answer)


def test_the_same_seed_is_the_same_shop(shop_file, tmp_path):
    again = large_shop.write(tmp_path, ORDERS)
    sql = "select sum(hash(order_key, customer_key, ordered_at, amount)) from current_order"
    with (
        duckdb.connect(str(shop_file), read_only=True) as one,
        duckdb.connect(str(again), read_only=True) as two,
    ):
        assert one.execute(sql).fetchall() == two.execute(sql).fetchall()


def test_a_generated_shop_passes_every_check(shop_file):
    with Shop.open(shop_file) as shop:
        assert [found for found in run_checks(shop) if found.count] == []
