"""Observed lifetime value and its margin, worked by hand."""

from datetime import date

import pandas as pd
import pytest

from retention.metrics import lifetime_value
from retention.shop.settings import change
from retention.values import Attribute, Caveat, Grain, Segment

JAN, FEB, MAR = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)


def cells(result, *columns):
    """{(cohort, age in months): values}"""
    rows = result.rows.astype(object).where(result.rows.notna(), None)
    keys = zip(rows["cohort"], rows["age_months"], strict=True)
    return dict(zip(keys, rows[list(columns)].itertuples(index=False, name=None), strict=True))


def margins(result):
    return [None if pd.isna(value) else value for value in result.rows["margin_per_customer"]]


def cost(shop, rule, condition="true"):
    """Fills the cost of goods as sql/marts/order_cost.sql would."""
    with shop.write() as cursor:
        cursor.execute(
            f"insert into order_cost select order_key, {rule} from current_order where {condition}"
        )


def test_ten_orders(ten_orders):
    """
    Days since the first order: ann 0 0 55, bob 0 29, cid 0 59, dan 0, eve 0 1.
    January   month 0: ann 10 + 20, bob 40 + 50 = 120 of two; month 1: + 30; on 15 April ann is 96 days old, bob 75
    February  month 0: cid 60, dan 80; month 1: + 70; cid is 74 days old, dan 46
    March     month 0: eve 90 + 100; she is 15 days old
    """
    assert cells(lifetime_value(ten_orders), "size", "revenue_per_customer", "is_complete") == {
        (JAN, 0): (2, 60, True),
        (JAN, 1): (2, 75, True),
        (JAN, 2): (2, 75, False),
        (JAN, 3): (2, 75, False),
        (FEB, 0): (2, 70, True),
        (FEB, 1): (2, 105, False),
        (FEB, 2): (2, 105, False),
        (MAR, 0): (1, 190, False),
        ("all", 0): (4, 65, True),
        ("all", 1): (2, 75, True),
    }
    assert margins(lifetime_value(ten_orders)) == [None] * 10


def test_a_refund_counts_at_its_own_age_and_not_before_the_first_order(shop_of):
    """ann pays back 5 before her first order (no age) and 20 on day 33, when nobody bought."""
    shop = shop_of("ann 2023-12-20 -5\nann 2024-01-10 50\nann 2024-02-12 -20", as_of=date(2024, 3, 9))
    assert cells(lifetime_value(shop), "revenue_per_customer", "is_complete") == {
        (JAN, 0): (50, True),
        (JAN, 1): (30, True),  # 9 March is day 59, the last one of the month
        ("all", 0): (50, True),
        ("all", 1): (30, True),
    }
    early = lifetime_value(shop, as_of=date(2024, 3, 8))
    assert cells(early, "is_complete")[JAN, 1] == (False,)


def test_a_cohort_waits_until_nobody_can_join_it(shop_of):
    """On 30 December ann is 363 days old; the year's cohort is open for one more day."""
    drawn = "ann 2024-01-01 1"
    open_year = lifetime_value(shop_of(drawn, as_of=date(2024, 12, 30)), grain=Grain.YEAR)
    assert not open_year.rows["is_complete"].any()
    closed = lifetime_value(shop_of(drawn, as_of=date(2024, 12, 31)), grain=Grain.YEAR)
    assert closed.rows["is_complete"].sum() == 24  # months 0..11 of the cohort and of all


def test_months_of_age_are_thirty_days_for_every_grain(shop_of):
    drawn = "ann 2024-01-01 1\nann 2024-01-30 2\nann 2024-01-31 4"
    for grain in Grain:
        found = lifetime_value(shop_of(drawn, as_of=date(2024, 3, 1)), grain=grain)
        alone = found.rows[found.rows["cohort"] != "all"]
        assert alone["revenue_per_customer"].tolist() == [3, 7, 7]


def test_the_gross_margin_of_the_settings(ten_orders):
    change(ten_orders, "gross_margin", "35%")
    found = lifetime_value(ten_orders)
    assert found.rows["margin_per_customer"].tolist() == pytest.approx(
        [value * 0.35 for value in found.rows["revenue_per_customer"]]
    )
    assert (found.facts["gross_margin"], found.facts["margin_from"]) == (0.35, ("setting",))


def test_the_cost_of_every_purchase_goes_before_the_setting(ten_orders):
    """Goods cost 6 of 10: 40 % is left, not the 90 % that the settings say."""
    change(ten_orders, "gross_margin", "0.9")
    cost(ten_orders, "amount * 0.6")
    found = lifetime_value(ten_orders)
    assert found.rows["margin_per_customer"].tolist() == pytest.approx(
        [value * 0.4 for value in found.rows["revenue_per_customer"]]
    )
    assert found.facts["margin_from"] == ("cost",)


def test_a_cell_with_one_purchase_without_cost_falls_back(ten_orders):
    """
    The cost of ann's order of 5 March (month 1) is not known. Month 0 of January: 60 − 36 = 24; from month 1 on, and
    for `all` in month 1: half of 75, as the settings say, and nothing where they say nothing.
    """
    cost(ten_orders, "amount * 0.6", "amount <> 30")
    assert margins(lifetime_value(ten_orders)) == pytest.approx(
        [24, None, None, None, 28, 42, 42, 76, 26, None]
    )
    change(ten_orders, "gross_margin", "0.5")
    found = lifetime_value(ten_orders)
    assert margins(found) == pytest.approx([24, 37.5, 37.5, 37.5, 28, 42, 42, 76, 26, 37.5])
    assert found.facts["margin_from"] == ("cost", "setting")


def test_the_cost_stays_when_money_is_paid_back(shop_of):
    """ann paid 50, the goods cost 30, 20 were paid back: nothing is left."""
    shop = shop_of("ann 2024-01-10 50\nann 2024-01-12 -20", as_of=date(2024, 2, 29))
    cost(shop, "30", "purchase_number = 1")
    assert lifetime_value(shop).rows["margin_per_customer"].tolist() == [0, 0, 0]


def test_an_earlier_day_has_the_costs_of_that_day(ten_orders):
    """On 29 February nobody had bought on 5 March, so every cost is known."""
    cost(ten_orders, "amount * 0.6", "amount <> 30")
    found = lifetime_value(ten_orders, as_of=date(2024, 2, 29))
    assert margins(found) == pytest.approx([24, 24, 28, 24])


def test_a_segment(shop_of):
    shop = shop_of("ann 2024-01-10 10\nbob 2024-01-10 30", attributes={"bob": {"country": "Spain"}})
    segment = Segment(((Attribute.COUNTRY, "Spain"),))
    assert cells(lifetime_value(shop, segment=segment), "size", "revenue_per_customer") == {(JAN, 0): (1, 30)}


def test_nobody_has_purchased(shop_of):
    result = lifetime_value(shop_of("- 2024-01-10 1"))
    assert len(result.rows) == 0
    assert result.facts["margin_from"] == ()


def test_caveats(ten_orders):
    found = {note.caveat for note in lifetime_value(ten_orders).notes}
    assert found == {Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, Caveat.OPEN_PERIOD}
