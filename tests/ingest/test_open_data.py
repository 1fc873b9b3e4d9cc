"""The open data sets load without help: rows accounted for, and described as the golden tables say."""

from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.ingest import ImportOptions, child, import_file, undo_import
from retention.shop import Shop
from tests.golden import cases, product
from tests.ingest.support import DEEP, dump, rows
from tests.twin.compare import assert_equal

pytestmark = pytest.mark.skipif(not cases.DATA.is_dir(), reason=cases.ABSENT)

EXPORTS = {  # file, rows, platform, encoding, delimiter
    "shopify": ("exports/shopify_orders_export.csv", 4665, "shopify", "utf-8", ","),
    "woocommerce": ("exports/woocommerce_orders.csv", 742, None, "utf-8", ","),
    "insales": ("exports/insales_like_orders_cp1251.csv", 4492, None, "windows-1251", ";"),
    "tilda": ("exports/tilda_like_leads.csv", 524, None, "utf-8", ";"),
    "cdnow": ("cdnow/CDNOW_master.txt", 69659, None, "utf-8", "\t"),
    "online_retail": ("online_retail/OnlineRetail.csv.gz", 541909, None, "iso-8859-1", ","),
}
LOADED_BY_GOLDEN = ("cdnow", "online_retail")
NORMAL = [name for name in EXPORTS if DEEP or name not in LOADED_BY_GOLDEN]


@pytest.mark.parametrize("name", NORMAL)
def test_order_exports(shop: Shop, name: str):
    file, count, platform, encoding, delimiter = EXPORTS[name]
    report = import_file(shop, cases.DATA / file)
    told = [report[f"rows_{part}"] for part in ("read", "loaded", "rejected", "duplicate")]
    assert told == [count, count, 0, 0]
    assert (report["encoding"], report["delimiter"]) == (encoding, delimiter)
    assert platform in (None, report["dialect"])
    wanted = cases.expected_description(name)
    if name == "online_retail":  # ten prices of this file are cut to six digits
        wanted |= {"gross_revenue": 10666684.554, "refunds": 918936.650, "net_revenue": 9747747.904}
    assert_equal([product.describe(shop)], [wanted], (), name)


def test_ga4(shop: Shop):
    """6,206 events, 14 of them doubled; 1,076 visits, 739 with a cart, 534 with a purchase, 205 abandoned."""
    report = import_file(shop, cases.DATA / "exports/ga4_events_flat.csv")
    told = [report[f"rows_{part}"] for part in ("read", "loaded", "rejected", "duplicate")]
    assert told == [6206, 6192, 0, 14]
    counted = rows(
        shop,
        """select count(*), count(*) filter (where has_cart), count(*) filter (where has_purchase),
        count(*) filter (where has_cart and not has_purchase), count(distinct customer_key) from visit""",
    )
    assert counted == [(1076, 739, 534, 205, 150)]
    assert rows(shop, "select count(*), cast(sum(amount) as double) from named_order") == [(534, 74775.26)]
    assert_equal([product.describe(shop)], [cases.expected_description("ga4")], (), "ga4")


def test_ga4_beside_orders(shop: Shop, tmp_path: Path):
    """Loaded orders turn the visits' purchases into marks; undo turns them into orders again."""
    import_file(shop, cases.DATA / "exports/ga4_events_flat.csv")
    alone = dump(shop)
    report = import_file(shop, cases.DATA / EXPORTS["shopify"][0])
    told = product.describe(shop)
    wanted = cases.expected_description("shopify")
    # a visit's identifiers add no customer and no order to those of the shop
    for name in ("customers", "purchases", "gross_revenue", "refunds", "anonymous_orders"):
        assert told[name] == pytest.approx(wanted[name], abs=0.005), name
    assert told["sessions"] == 1076
    assert rows(shop, "select count(*) from visit where has_purchase") == [(534,)]
    undo_import(shop, report["import_id"])
    assert dump(shop) == alone


def test_clickstream(shop: Shop):
    """REES46: the last row is cut short, five rows are doubled (data/README.md)."""
    report = import_file(shop, cases.DATA / "clickstream/rees46_2019-10-01_first_17435_events.csv")
    told = [report[f"rows_{part}"] for part in ("read", "loaded", "rejected", "duplicate")]
    assert told == [17435, 17429, 1, 5]
    counted = "count(*), count(*) filter (where has_cart), count(*) filter (where has_purchase)"
    both = "count(*) filter (where has_cart and has_purchase), count(distinct customer_key)"
    assert rows(shop, f"select {counted}, {both} from visit") == [(5066, 118, 200, 65, 4504)]


def test_synthetic_clickstream(shop: Shop):
    report = import_file(shop, cases.DATA / "clickstream/retentioneering_ecom_synthetic.csv.gz")
    assert (report["rows_read"], report["rows_rejected"]) == (31106, 0)
    assert rows(shop, "select count(*), count(distinct customer_key) from visit") == [(3605, 600)]


def test_a_file_without_header_can_be_mapped(shop: Shop):
    """The 1/10 sample of CDNOW: 6,919 rows, 2,357 customers, 8 rows of value 0."""
    mapping = {"customer_id": "#1", "ordered_at": "#3", "quantity": "#4", "line_total": "#5"}
    report = import_file(shop, cases.DATA / "cdnow/CDNOW_sample.txt", ImportOptions(mapping=mapping))
    assert (report["rows_read"], report["rows_loaded"], report["orders_new"]) == (6919, 6919, 6919)
    found = rows(shop, "select count(distinct customer_key), cast(sum(amount) as double) from named_order")
    assert found == [(2357, 244091.94)]
    assert product.describe(shop)["purchases"] == 6919 - 8


NO_ORDERS = {  # what is no list of orders or visits, and the refusal that says what it is
    "cdnow/cdnow_customers_summary.csv": "model_summary",
    "cdnow/cdnow_customers_summary_with_transactions.csv": "model_summary",
    "clickstream/online_shoppers_intention.csv": "summary_table",
    "online_retail/online_retail_2010_2011.parquet": "file_is_binary",
    "cdnow/CDNOW_sample.txt": "kind_unknown",
}


@pytest.mark.parametrize("file", NO_ORDERS)
def test_what_holds_no_orders_is_refused_by_its_name(tmp_path: Path, file: str):
    with pytest.raises(ImportRefused) as caught:
        child.read(cases.DATA / file, tmp_path, ImportOptions().for_reader())
    assert caught.value.code == NO_ORDERS[file]
    assert Path(file).name in caught.value.sentence
