"""Which purchases count in repeat purchase, ladder, gaps and LTV, worked out by hand.

The shop of test_order_segments.py (order 4 was discounted; of order 6 half was given back):
ann 1: 5 Jan tea 10 + cup 20, site · 3: 10 Feb tea 30, app · 5: 2 Mar cup 40, site
bob 2: 20 Jan cup 50, app · 4: 3 Mar tea 8, site
cid 6: 7 Feb tea 60 + cup 20, site
The data end on 3 March: ann is 58 days old, bob 43, cid 25.
"""

import pandas as pd
import pytest

from retention.errors import MetricRefused
from retention.metrics import compute
from retention.shop.settings import change
from tests.metrics.test_order_segments import FEBRUARY, JANUARY
from tests.metrics.test_order_segments import shop as shop

METRICS = ("repeat_purchase", "order_ladder", "latency", "lifetime_value", "cohort_retention")


def answer(shop, metric, *where, **options):
    return compute(shop, metric, orders_where=list(where), **options)


def test_repeats_of_a_category_by_all_customers(shop):
    """Everybody is asked about: ann's next tea came after 36 days (order 3), bob's after 43; cid had none again."""
    rows = answer(shop, "repeat_purchase", "category=tea").rows.set_index("horizon_days")
    assert rows[["eligible", "repeaters"]].to_numpy().tolist()[:2] == [[2, 0], [0, 0]]
    assert rows[["eligible", "repeaters"]].to_numpy().tolist()[-1] == [3, 2]
    cups = answer(shop, "repeat_purchase", "category=cups").rows
    assert cups[["eligible", "repeaters"]].to_numpy().tolist()[-1] == [3, 1]  # ann's order 5


def test_repeats_on_a_channel_that_the_first_purchase_did_not_use(shop):
    """Bob's first purchase came by the app: his repeat on the site counts, after 43 days; ann's after 57."""
    rows = answer(shop, "repeat_purchase", "channel=site").rows
    assert rows[["eligible", "repeaters"]].to_numpy().tolist()[-1] == [3, 2]
    app = answer(shop, "repeat_purchase", "channel=app").rows
    assert app[["eligible", "repeaters"]].to_numpy().tolist()[-1] == [3, 1]


def test_the_ladder_numbers_such_purchases_among_themselves(shop):
    """Tea: ann 10 then 30 after 36 days, bob 8, cid 60. Site: ann 30 then 40 after 57 days, bob 8, cid 80."""
    columns = ["order_number", "customers", "next_customers", "median_days", "average_order_value"]
    tea = answer(shop, "order_ladder", "category=tea").rows[columns]
    assert tea.fillna(-1).to_numpy().tolist() == [[1, 3, 1, 36, 26], [2, 1, 0, -1, 30]]
    site = answer(shop, "order_ladder", "channel=site").rows[columns]
    assert site.fillna(-1).to_numpy().tolist() == [[1, 3, 1, 57, 118 / 3], [2, 1, 0, -1, 40]]


def test_gaps_between_such_purchases(shop):
    assert answer(shop, "latency", "category=tea").rows.to_numpy().tolist() == [[1, 36, 1], ["all", 36, 1]]
    assert answer(shop, "latency", "payment=card").rows.to_numpy().tolist() == [[1, 57, 1], ["all", 57, 1]]
    assert answer(shop, "latency", "coupon=SPRING").rows.empty


def value(shop, *where, **options):
    """{(cohort, month): (size, revenue per customer, margin per customer)} of cohorts."""
    rows = answer(shop, "lifetime_value", *where, **options).rows
    rows = rows[rows["cohort"] != "all"].round(4)
    margin = rows["margin_per_customer"].astype(object).where(rows["margin_per_customer"].notna(), None)
    cells = zip(
        rows["cohort"], rows["age_months"], rows["size"], rows["revenue_per_customer"], margin, strict=True
    )
    return {(cohort, month): rest for cohort, month, *rest in cells}


def test_the_money_of_some_orders_by_all_members(shop):
    """Site: ann 30 in month 0 and 40 in month 1, bob 8 in month 1; cid 80, half given back. Tea of cid: 60 − 30."""
    assert value(shop, "channel=site") == {
        (JANUARY, 0): [2, 15, None], (JANUARY, 1): [2, 39, None], (FEBRUARY, 0): [1, 40, None],
    }  # fmt: skip
    assert value(shop, "category=tea") == {
        (JANUARY, 0): [2, 5, None], (JANUARY, 1): [2, 24, None], (FEBRUARY, 0): [1, 30, None],
    }  # fmt: skip


def test_margin_by_the_cost_of_whole_orders_only(shop):
    """Order 1 cost 12, each other one 1. A tea of an order has no cost of its own: the setting decides."""
    with shop.write() as cursor:
        cursor.execute("insert into order_cost select order_key, 1 from current_order")
        cursor.execute(
            "update order_cost set cost = 12 where order_key = (select min(order_key) from current_order)"
        )
    try:
        site = value(shop, "channel=site")
        assert site[JANUARY, 1] == [2, 39, (78 - 12 - 1 - 1) / 2]
        assert value(shop, "category=tea")[JANUARY, 1] == [2, 24, None]
        change(shop, "gross_margin", "0.5")
        assert value(shop, "category=tea")[JANUARY, 1] == [2, 24, 12]
        assert value(shop, "channel=site") == site
    finally:
        change(shop, "gross_margin", "")
        with shop.write() as cursor:
            cursor.execute("delete from order_cost")


@pytest.mark.parametrize(
    "where", ["category=tea", "channel=site", "product=Cup", "discounted=true", "payment=cash"]
)
def test_value_is_the_cumulative_revenue_of_the_cohorts(shop, where):
    """Two statements, one answer: money by age in months of 30 days."""
    keys = {"period": "age_months", "cumulative_revenue_per_customer": "revenue_per_customer"}
    cohorts = answer(shop, "cohort_retention", where, clock="age").rows.rename(columns=keys)
    pd.testing.assert_frame_equal(
        answer(shop, "lifetime_value", where).rows[["cohort", "age_months", "revenue_per_customer"]],
        cohorts[["cohort", "age_months", "revenue_per_customer"]],
    )


@pytest.mark.parametrize(
    "where", ["category=tea", "channel=site", "product=Cup", "discounted=true", "payment=cash"]
)
def test_repeaters_are_those_of_the_cohorts(shop, where):
    """Ever = at least one repeat of the segment by the last period of each cohort."""
    found = answer(shop, "repeat_purchase", where).rows["repeaters"].iloc[-1]
    cells = answer(shop, "cohort_retention", where, mode="cumulative").rows
    cells = cells[cells["cohort"] != "all"]
    assert found == cells.groupby("cohort")["customers"].max().sum()


@pytest.mark.parametrize("metric", METRICS)
def test_a_segment_of_all_orders_gives_all_numbers(shop, metric):
    """Every order here has no manager, so both ways must meet."""
    assert answer(shop, metric, "manager=").rows.equals(compute(shop, metric).rows)


@pytest.mark.parametrize("metric", METRICS)
def test_orders_and_customers_are_chosen_apart(shop, metric):
    """Those whose first channel was the app (bob) are one group, orders by the app another."""
    people = compute(shop, metric, where="first_channel=app").rows
    orders = answer(shop, metric, "channel=app").rows
    both = answer(shop, metric, "channel=app", where="first_channel=app").rows
    assert not people.equals(orders) and not both.equals(people)


@pytest.mark.parametrize("metric", METRICS)
def test_refusals_and_values(shop, metric):
    with pytest.raises(MetricRefused) as refused:
        answer(shop, metric, "colour=red")
    assert refused.value.code == "order_field_unknown"
    empty = answer(shop, metric, "channel='; drop table current_order; --").rows
    assert len(compute(shop, metric).rows) and empty.get("orders", pd.Series([0])).sum() == 0


def test_as_of_an_earlier_day(shop):
    """On 10 February ann's second tea has just come; the site's second has not."""
    assert answer(shop, "latency", "category=tea", as_of="2024-02-10").facts == {"gaps": 1}
    assert answer(shop, "latency", "channel=site", as_of="2024-03-01").facts == {"gaps": 0}
    assert answer(shop, "repeat_purchase", "channel=site", as_of="2024-03-01").rows["repeaters"].iloc[-1] == 0
