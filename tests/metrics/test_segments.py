"""Segments of customers that follow from their purchases, and metrics split by any attribute.

The ten orders, data through 15 April 2024 (W = 48):
ann 10 Jan, 10 Jan, 5 Mar · bob 31 Jan, 29 Feb · cid 1 Feb, 31 Mar · dan 29 Feb · eve 31 Mar, 1 Apr
"""

import re

import pandas as pd
import pytest

from retention.definitions import DEFINITIONS
from retention.errors import MetricRefused
from retention.metrics import METRICS, compute, customers, split_choices
from retention.metrics.scoring import measured, stages
from retention.metrics.segments import attribute_sql
from retention.metrics.split import MOST
from retention.shop.statements import statement
from retention.values import Attribute, Caveat, Counted
from tests.metrics.conftest import TEN_ORDERS, TEN_ORDERS_AS_OF
from tests.metrics.visiting import TEN_VISITS, visited

ANN, BOB, CID, DAN, EVE = range(1, 6)
COUNTRIES = {"ann": {"country": "France"}, "cid": {"country": "France"}, "dan": {"country": "Spain"}}


def keys(shop, where, **options):
    return compute(shop, "customers", where=where, **options).rows["customer_key"].tolist()


@pytest.mark.parametrize(
    ("where", "people"),
    [
        ("order_count_band=1", [DAN]),
        ("order_count_band=2", [BOB, CID, EVE]),
        ("order_count_band=3+", [ANN]),
        ("cohort=2024-01-01", [ANN, BOB]),
        ("cohort=2024-02-01", [CID, DAN]),
        ("cohort=2024-03-01", [EVE]),
        ("lifecycle_stage=active", [CID, EVE]),
        ("lifecycle_stage=late", [ANN, BOB, DAN]),
        ("lifecycle_stage=churned", []),
        (["cohort=2024-01-01", "order_count_band=3+"], [ANN]),
        ("cohort=", []),
    ],
)
def test_who_is_in_it(ten_orders, where, people):
    assert keys(ten_orders, where) == people


def test_as_they_were_on_an_earlier_day(ten_orders):
    """By 5 March cid and dan had bought once; eve came later."""
    assert keys(ten_orders, "order_count_band=1", as_of="2024-03-05") == [CID, DAN]
    assert keys(ten_orders, "cohort=2024-03-01", as_of="2024-03-05") == []


@pytest.mark.parametrize("attribute", [Attribute.RFM_SEGMENT, Attribute.LIFECYCLE_STAGE])
@pytest.mark.parametrize("as_of", [None, "2024-03-31"])
def test_the_names_are_those_of_the_table_of_customers(ten_orders, attribute, as_of):
    rows = compute(ten_orders, "customers", as_of=as_of).rows
    column = {"rfm_segment": "segment", "lifecycle_stage": "stage"}[attribute]
    assert rows[column].nunique() > 1
    for name, found in rows.groupby(column):
        assert keys(ten_orders, f"{attribute}={name}", as_of=as_of) == found["customer_key"].tolist()


OF_A_WHOLE = {"change"}
"""Metrics whose groups are parts of one total: their rows are not those of the segment alone."""


@pytest.mark.parametrize(
    "attribute", [attribute for attribute in Attribute if attribute != Attribute.MEDIUM]
)  # as source
@pytest.mark.parametrize(
    "name", [name for name, metric in METRICS.items() if "split" in metric.options and name not in OF_A_WHOLE]
)
def test_a_split_is_the_segments_one_under_the_other(shop_of, name, attribute):
    shop = visited(shop_of(TEN_ORDERS, as_of=TEN_ORDERS_AS_OF, attributes=COUNTRIES), TEN_VISITS)
    rows = compute(shop, name, split=attribute).rows
    assert rows.columns[0] == attribute
    values = rows.iloc[:, 0]
    assert values.isna().tolist() == sorted(values.isna())
    for value in values.unique():
        alone = compute(shop, name, where=f"{attribute}={value or ''}").rows
        part = rows[values.isna() if value is None else values == value].iloc[:, 1:]
        pd.testing.assert_frame_equal(
            part.reset_index(drop=True), alone, check_dtype=False, check_index_type=False
        )


def test_every_customer_is_in_one_group(shop_of):
    shop = shop_of(TEN_ORDERS, as_of=TEN_ORDERS_AS_OF, attributes=COUNTRIES)
    split = compute(shop, "customers", split=["country", "order_count_band"])
    assert split.rows["customer_key"].is_unique
    assert set(split.rows["customer_key"]) == set(customers(shop).rows["customer_key"])
    assert split.facts == {"split": ["country", "order_count_band"], "groups": 4}
    groups = split.rows.iloc[:, :2].drop_duplicates().to_numpy().tolist()
    assert groups == [["France", "2"], ["France", "3+"], ["Spain", "1"], [None, "2"]]


def test_a_split_of_a_segment_stays_in_it(shop_of):
    shop = shop_of(TEN_ORDERS, as_of=TEN_ORDERS_AS_OF, attributes=COUNTRIES)
    rows = compute(shop, "customers", split="order_count_band", where="country=France").rows
    assert rows[["order_count_band", "customer_key"]].to_numpy().tolist() == [["2", CID], ["3+", ANN]]


def test_each_caveat_is_said_once(ten_orders):
    notes = compute(ten_orders, "repeat_purchase", split="cohort").notes
    assert len({note.caveat for note in notes}) == len(notes) > 0


def test_too_many_groups_are_refused_with_a_way_out(shop_of):
    lines = "\n".join(f"c{n} 2024-01-0{n % 9 + 1} 10" for n in range(MOST + 1))
    shop = shop_of(lines, attributes={f"c{n}": {"country": str(n)} for n in range(MOST + 1)})
    with pytest.raises(MetricRefused) as refused:
        compute(shop, "rfm", split="country")
    assert refused.value.code == "split_too_wide"
    assert "country" in refused.value.sentence and str(MOST + 1) in refused.value.sentence


def test_what_counts_visitors_says_who_is_not_known():
    of_visitors = [name for name, metric in METRICS.items() if metric.counted != Counted.BUYERS]
    assert {"carts", "cart_losses", "interest", "first_order", "departed"} == set(of_visitors)
    assert all(Caveat.KNOWN_OF_BUYERS in DEFINITIONS[name].caveats for name in of_visitors)


def test_an_unknown_attribute_is_refused(ten_orders):
    with pytest.raises(MetricRefused, match="height"):
        compute(ten_orders, "rfm", split="height")


def test_attributes_that_tell_few_groups_from_each_other(shop_of):
    """Two countries; one channel (a visitor's does not count); more categories than a manager reads; no city."""
    known = {f"c{n}": {"country": "LV" if n % 2 else "EE", "main_category": str(n)} for n in range(16)}
    known["c1"]["first_channel"] = "mail"
    shop = shop_of("\n".join(f"c{n} 2024-01-01 1" for n in range(16)), attributes=known)
    with shop.write() as cursor:
        cursor.execute("update customer set purchases = 1")
        cursor.execute(
            "insert into customer by name select 99 as customer_key, 0 as purchases, 'web' as first_channel, "
            "0 as gross_revenue, 0 as refunds, 0 as net_revenue"
        )
    assert split_choices(shop) == (Attribute.COUNTRY,)


STATEMENTS = (
    "cohort",
    "distinct_values",
    "first_visit",
    "lifecycle_stage",
    "order_count_band",
    "rfm_segment",
)


@pytest.mark.parametrize("name", [*STATEMENTS, "split", "stored"])
def test_statements_say_what_they_are(name):
    lines = statement(f"segments/{name}").rstrip("\n").splitlines()
    header = " ".join(line for line in lines if line.startswith("--"))
    assert all(word in header for word in ("Grain:", "Columns:"))
    assert lines[-1].startswith("select * from ")


def test_stages_need_neither_scores_nor_money():
    """What a question does not use, it does not compute: scores compare all customers, money adds all movements."""
    assert "money\n" not in attribute_sql(Attribute.LIFECYCLE_STAGE, is_last_day=False)
    assert "score" not in stages(measured(is_last_day=False))
    assert {"from other_money", "money_4"} <= set(
        re.findall("from other_money|money_4", attribute_sql(Attribute.RFM_SEGMENT, is_last_day=False))
    )
