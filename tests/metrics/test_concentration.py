"""Concentration and the lost customer of the best tenth, worked by hand."""

from datetime import date

import pandas as pd
import pytest

from retention.metrics import concentration
from retention.values import Attribute, Caveat, Grain, Segment


def rows(result, *columns):
    picked = result.rows[list(columns)].astype(object)
    return [tuple(None if pd.isna(value) else value for value in row) for row in picked.values]


def test_ten_orders(ten_orders):
    """
               net   of it repeat             best of the customers
    January     70   20 ann's second           bob 40 of two
    February   190   50 bob's                  dan 80 of three
    March      190   30 + 70 ann's and cid's   eve 90 of three
    April      100   100 eve's                 eve
    """
    result = concentration(ten_orders)
    assert rows(result, "period", "net_revenue", "repeat_revenue", "is_open") == [
        (date(2024, 1, 1), 70, 20, False),
        (date(2024, 2, 1), 190, 50, False),
        (date(2024, 3, 1), 190, 100, False),
        (date(2024, 4, 1), 100, 100, True),
    ]
    assert result.rows["repeat_share"].tolist() == pytest.approx([20 / 70, 50 / 190, 100 / 190, 1])
    assert result.rows["top_decile_share"].tolist() == pytest.approx([40 / 70, 80 / 190, 90 / 190, 1])


@pytest.mark.parametrize(("buyers", "best"), [(10, 10), (11, 21), (20, 39), (21, 60)])
def test_the_best_tenth_is_rounded_up(shop_of, buyers, best):
    """Buyer n pays n: of ten the best one, of eleven the best two (11 + 10), of 21 the best three."""
    drawn = "\n".join(f"c{n} 2024-01-05 {n}" for n in range(1, buyers + 1))
    total = buyers * (buyers + 1) / 2
    found = concentration(shop_of(drawn))
    assert found.rows["top_decile_share"].tolist() == pytest.approx([best / total])


def test_anonymous_orders_and_unnamed_refunds_are_in_net_revenue_alone(shop_of):
    """
    January   ann 40 and 60 (repeat), nobody 50: net 150, repeat 60, the best tenth ann with 100
    February  ann gets 30 back and buys nothing: net −30, no shares, no best tenth
    March     nothing at all
    """
    drawn = "ann 2024-01-02 40\nann 2024-01-03 60\n- 2024-01-04 50\nann 2024-02-10 -30"
    found = concentration(shop_of(drawn, as_of=date(2024, 3, 31)))
    shares = [(net, repeat, *pair) for net, repeat, *pair in rows(
        found, "net_revenue", "repeat_revenue", "repeat_share", "top_decile_share"
    )]  # fmt: skip
    assert shares == [(150, 60, 0.4, 100 / 150), (-30, 0, None, None), (0, 0, None, None)]


def test_a_refund_of_a_repeat_purchase_lowers_repeat_revenue_on_its_own_day(shop_of):
    """Of ann's second purchase (60 in January) 25 were given back in February; of her first (40) 10."""
    shop = shop_of("ann 2024-01-02 40\nann 2024-01-03 60\nann 2024-02-10 5", as_of=date(2024, 2, 29))
    with shop.write() as cursor:
        for amount, refund in ((60, 25), (40, 10)):
            cursor.execute(
                "insert into other_money (customer_key, moved_on, moved_month, gross, refund, order_key, first_on) "
                "select customer_key, date '2024-02-10', 2024 * 12 + 1, 0, ?, order_key, first_on from current_order "
                "where amount = ?",
                [refund, amount],
            )
    found = concentration(shop)
    assert rows(found, "net_revenue", "repeat_revenue") == [(100, 60), (-30, -20)]
    early = concentration(shop, as_of=date(2024, 2, 9))
    assert rows(early, "net_revenue", "repeat_revenue") == [(100, 60), (0, 0)]


def test_who_only_got_money_back_is_no_customer_of_the_period(shop_of):
    """In February only bob bought: the best tenth is he, though ann's movement is there too."""
    shop = shop_of("ann 2024-01-02 40\nann 2024-02-10 -10\nbob 2024-02-11 30", as_of=date(2024, 2, 29))
    assert concentration(shop).rows["top_decile_share"].tolist() == [1, 1.5]


def test_customers_from_before_the_data_only_repeat(shop_of):
    """A list of customers says that ann's first order lies before the data: her purchase is no first one."""
    shop = shop_of("ann 2024-01-02 40\nbob 2024-01-03 10")
    with shop.write() as cursor:
        cursor.execute("update current_order set first_on = null where customer_key = 1")
    assert rows(concentration(shop), "net_revenue", "repeat_revenue") == [(50, 40)]


def test_weeks_without_money_have_their_row(ten_orders):
    """15 weeks from Monday 8 January to that of 15 April; the first holds ann's 10 and 20."""
    found = concentration(ten_orders, grain=Grain.WEEK)
    assert len(found.rows) == 15
    assert rows(found, "period", "net_revenue")[:2] == [(date(2024, 1, 8), 30), (date(2024, 1, 15), 0)]


LOST = """
    ann  2023-01-01  100
    ann  2023-12-31   20
    ann  2024-01-01   50
    bob  2023-06-01   40
"""


@pytest.mark.parametrize(
    ("as_of", "new", "mean"), [(date(2024, 5, 30), 2, 80.0), (date(2024, 5, 29), 1, 120.0)]
)
def test_one_lost_vip_in_new_customers(shop_of, as_of, new, mean):
    """
    Past year, from 1 June 2023 on: ann 20 + 50, bob 40; the best tenth of two is ann.
    First 365 days: ann's end on 31 December 2023 with 120, bob's on 30 May 2024 (day 364) with 40.
    """
    facts = concentration(shop_of(LOST, as_of=as_of)).facts
    assert (facts["vip_customers"], facts["vip_revenue_365"]) == (1, 70)
    assert (facts["new_customers"], facts["new_revenue_365"]) == (new, mean)
    assert facts["new_customers_per_vip"] == pytest.approx(70 / mean)


def test_no_lost_vip_in_a_young_shop(ten_orders):
    """The best of five brought 190; nobody's first 365 days are over."""
    facts = concentration(ten_orders).facts
    assert (facts["vip_revenue_365"], facts["new_customers"]) == (190, 0)
    assert facts["new_revenue_365"] is facts["new_customers_per_vip"] is None


def test_a_segment_has_no_anonymous_orders(shop_of):
    shop = shop_of(
        "ann 2024-01-02 40\nbob 2024-01-02 9\n- 2024-01-04 50", attributes={"ann": {"country": "LV"}}
    )
    found = concentration(shop, segment=Segment(((Attribute.COUNTRY, "LV"),)))
    assert rows(found, "net_revenue", "top_decile_share") == [(40, 1)]


def test_nobody_has_purchased(shop_of):
    """Only an anonymous order: revenue without customers."""
    found = concentration(shop_of("- 2024-01-10 7"))
    assert rows(found, "net_revenue", "repeat_share", "top_decile_share") == [(7, 0, None)]


def test_caveats(ten_orders):
    found = {note.caveat for note in concentration(ten_orders).notes}
    assert found == {Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, Caveat.OPEN_PERIOD}
