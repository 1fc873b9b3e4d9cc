"""Cost of new customers and payback, worked by hand."""

from datetime import date

import pandas as pd
import pytest

from retention.errors import MetricRefused
from retention.metrics import acquisition, compute
from retention.shop.settings import change
from retention.values import Caveat
from tests.metrics.spending import spent

JAN, FEB = date(2024, 1, 1), date(2024, 2, 1)
ORDERS = """
    ann  2024-01-05  50
    ann  2024-02-20  30
    bob  2024-01-20  10
    cid  2024-01-10  99
    dan  2024-02-03  20
"""
SPEND = """
    2024-01     google  80
    2024-01-15  Google  10
    2024-01     tv      40
    2024-02-03  google  25
"""
CHANNELS = {"ann": "Google ", "bob": "google", "cid": "mail", "dan": "GOOGLE"}


def rows(result, *columns):
    picked = result.rows[list(columns or result.rows)].astype(object)
    return [tuple(None if pd.isna(value) else value for value in row) for row in picked.values]


def caveats(result):
    return {note.caveat: note.fields for note in result.notes}


@pytest.fixture
def shop(shop_of):
    shop = spent(shop_of(ORDERS, as_of=date(2024, 3, 31)), SPEND, **CHANNELS)
    change(shop, "gross_margin", "1")
    return shop


def test_costs_values_and_payback(shop):
    """
    January, google: 80 + 10 for ann and bob = 45 each; they brought 90, 60 of it in their first 30 days, and all on
    ann's day 46: the second month of age, which is number 1.
    January, tv: nobody. February, google: 25 for dan, who brought 20. What cid cost (mail) nobody says.
    """
    assert rows(acquisition(shop)) == [
        (JAN, "google", 90, 2, 45, 45, 1),
        (JAN, "tv", 40, 0, None, None, None),
        (FEB, "google", 25, 1, 25, 20, None),
    ]
    assert not acquisition(shop).notes


def test_half_of_revenue_does_not_pay_back(shop):
    change(shop, "gross_margin", "0.5")
    assert rows(acquisition(shop), "payback_months") == [(None,)] * 3


def test_no_payback_where_nobody_knows_the_margin(shop):
    change(shop, "gross_margin", "")
    found = acquisition(shop)
    assert rows(found, "cac", "payback_months")[0] == (45, None)
    assert Caveat.MARGIN_UNKNOWN in caveats(found)


def test_the_cost_of_goods_is_counted_first(shop):
    """Goods cost 4 of 5, whatever the settings say: 18 of 90 is left."""
    with shop.write() as cursor:
        cursor.execute("insert into order_cost select order_key, amount * 0.8 from current_order")
    assert rows(acquisition(shop), "payback_months")[0] == (None,)


@pytest.mark.parametrize(("day", "payback"), [(19, None), (20, 1)])
def test_an_earlier_day_knows_what_had_been_paid(shop, day, payback):
    """On 19 February bob's first month of age is over (day 29 was the 18th); ann paid her 30 on the 20th."""
    found = acquisition(shop, as_of=date(2024, 2, day))
    assert rows(found, "payback_months")[0] == (payback,)
    assert Caveat.SPEND_MONTH_OPEN in caveats(found)


@pytest.mark.parametrize(("as_of", "payback"), [(date(2024, 2, 28), None), (date(2024, 2, 29), 1)])
def test_a_payback_waits_until_no_earlier_age_can_reach_it(shop_of, as_of, payback):
    """ann paid 30 at age 30. Until bob's day 29, 29 February, he could still pay it in his first month of age."""
    drawn = "ann 2024-01-01 50\nann 2024-01-31 30\nbob 2024-01-31 10"
    shop = spent(shop_of(drawn, as_of=as_of), "2024-01 ads 90", ann="ads", bob="ads")
    change(shop, "gross_margin", "1")
    assert rows(acquisition(shop), "payback_months") == [(payback,)]


@pytest.mark.parametrize(("as_of", "payback"), [(date(2024, 1, 30), None), (date(2024, 1, 31), 0)])
def test_an_open_month_has_no_payback(shop_of, as_of, payback):
    shop = spent(shop_of("ann 2024-01-01 50", as_of=as_of), "2024-01 ads 50", ann="ads")
    change(shop, "gross_margin", "1")
    found = acquisition(shop)
    assert rows(found, "cac", "payback_months") == [(50, payback)]
    assert (Caveat.SPEND_MONTH_OPEN in caveats(found)) == (payback is None)


def test_a_channel_is_spelled_as_at_first(shop_of):
    shop = spent(shop_of("ann 2024-01-01 5", as_of=date(2024, 2, 29)), "2024-01 ads 1\n2024-02 ADS 2")
    assert rows(acquisition(shop), "channel") == [("ads",), ("ads",)]


def test_cents_add_up(shop_of):
    """0.1 + 0.2 reaches 0.3."""
    shop = shop_of("ann 2024-01-01 0.1\nann 2024-01-31 0.2", as_of=date(2024, 3, 31))
    change(spent(shop, "2024-01 ads 0.3", ann="ads"), "gross_margin", "1")
    assert rows(acquisition(shop), "payback_months") == [(1,)]


def test_spend_of_another_currency_is_left_out(shop_of):
    drawn = "2024-01 ads 10 eur\n2024-01 ads 7\n2024-01 ads 500 USD\n2024-02 tv 9 USD"
    shop = spent(shop_of("ann 2024-01-01 50", as_of=date(2024, 2, 29), currency="EUR"), drawn, ann="ads")
    found = acquisition(shop)
    assert rows(found, "period", "channel", "spend") == [(JAN, "ads", 17)]
    assert caveats(found)[Caveat.SPEND_IN_OTHER_CURRENCIES] == {"count": 2}


def test_orders_without_a_currency_take_that_of_most_rows_of_spend(shop_of):
    drawn = "2024-01 ads 10 USD\n2024-01 tv 7 EUR\n2024-01 tv 8 EUR"
    found = acquisition(spent(shop_of("ann 2024-01-01 50"), drawn))
    assert rows(found, "channel", "spend") == [("tv", 15)]


def test_customers_from_before_the_data_are_not_new(shop_of):
    shop = spent(shop_of("ann 2024-01-02 40\nbob 2024-01-03 10"), "2024-01 ads 5", ann="ads", bob="ads")
    with shop.write() as cursor:
        cursor.execute("update current_order set first_on = null where customer_key = 1")
    assert rows(acquisition(shop), "new_customers", "ltv_to_date") == [(1, 10)]


@pytest.mark.parametrize("spend", ["", "2024-05 ads 10"])
def test_without_spend_there_is_no_answer(ten_orders, spend):
    with pytest.raises(MetricRefused) as refused:
        acquisition(spent(ten_orders, spend))
    assert refused.value.code == "spend_missing"
    assert "2024-04-15" in refused.value.sentence


def test_the_cost_of_new_customers_is_compared_over_all_channels(shop_of):
    """January: 80 + 10 + 40 for ann and bob, 65 each; February: 25 for dan. Both are whole: the data begin before."""
    shop = spent(shop_of("old 2023-12-20 5" + ORDERS, as_of=date(2024, 2, 29)), SPEND, **CHANNELS)
    found = compute(shop, "period_comparison", of="acquisition")
    assert rows(found, "measure", "period", "value", "compared_with", "value_before", "is_different") == [
        ("cac", FEB, 25, JAN, 65, False),
        ("spend", FEB, 25, JAN, 130, False),
        ("new_customers", FEB, 1, JAN, 2, False),
    ]


@pytest.mark.parametrize("asked", [{"grain": "week"}, {"where": "country=LV"}, {"split": "country"}])
def test_spend_is_compared_whole_and_by_month_only(shop, asked):
    with pytest.raises(MetricRefused):
        compute(shop, "period_comparison", of="acquisition", **asked)
