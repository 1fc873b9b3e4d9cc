"""The product against the golden tables: every row, every column, the columns' order and the rows' order.

To take in a further metric, add its name to METRICS; to take in a further data set, add its file to SOURCES.
"""

from pathlib import Path

import pytest

from tests.golden import cases, product
from tests.golden.contract import COLUMNS, DESCRIPTION
from tests.twin.compare import assert_equal, plain
from tests.twin.visits import KINDS

pytestmark = pytest.mark.skipif(not cases.GOLDEN.is_dir(), reason=cases.ABSENT)

METRICS = {
    "carts",
    "cohort_retention",
    "repeat_purchase",
    "order_ladder",
    "churn",
    "departed",
    "lifecycle",
    "lifetime_value",
    "timing",
    "rfm_cells",
}
SOURCES = {
    "cdnow": "cdnow/CDNOW_master.txt",
    "online_retail": "online_retail/OnlineRetail.csv.gz",
    "shopify": "exports/shopify_orders_export.csv",
    "woocommerce": "exports/woocommerce_orders.csv",
    "insales": "exports/insales_like_orders_cp1251.csv",
    "tilda": "exports/tilda_like_leads.csv",
    "ga4": "exports/ga4_events_flat.csv",
}
# The golden totals come from the packed table. In this file ten prices of service lines without a customer
# are cut to six digits (13541.3 for 13541.33); by hand they make these sums.
CUT_PRICES = {
    "online_retail": {"gross_revenue": 10666684.554, "refunds": 918936.650, "net_revenue": 9747747.904}
}
PAIRS = cases.pairs(tuple(SOURCES), METRICS)


@pytest.fixture(scope="session")
def shop_files(tmp_path_factory: pytest.TempPathFactory):
    """A function that imports a data set once and gives its shop file."""
    folder = tmp_path_factory.mktemp("golden")
    made: dict[str, Path] = {}

    def shop_file(data_set: str) -> Path:
        if data_set not in made:
            made[data_set] = folder / f"{data_set}.duckdb"
            with product.opened(made[data_set]) as shop:
                product.load(shop, cases.DATA / SOURCES[data_set])
        return made[data_set]

    return shop_file


def in_order(value) -> tuple:
    """Sort key of a key cell: numbers by size, text and dates by letter, `all` and empty last; kinds as they stand."""
    cell = KINDS.index(value) if value in KINDS else plain(value)
    return cell is None or cell == "all", isinstance(cell, str), cell if cell is not None else ""


@pytest.mark.parametrize(("data_set", "case"), PAIRS, ids=[f"{name}-{case.file}" for name, case in PAIRS])
def test_table(shop_files, data_set: str, case: cases.Case):
    with product.opened(shop_files(data_set)) as shop:
        columns, rows = product.table(shop, case.metric, **case.options)
    assert columns == COLUMNS[case.metric]
    keys = [tuple(in_order(row[name]) for name in case.keys) for row in rows]
    assert keys == sorted(keys)
    assert_equal(rows, cases.expected(data_set, case), case.keys, f"{data_set}/{case.file}")


@pytest.mark.parametrize("data_set", list(SOURCES))
def test_description(shop_files, data_set: str):
    with product.opened(shop_files(data_set)) as shop:
        told = product.describe(shop)
    assert list(told) == DESCRIPTION
    wanted = cases.expected_description(data_set) | CUT_PRICES.get(data_set, {})
    assert_equal([told], [wanted], (), data_set)
