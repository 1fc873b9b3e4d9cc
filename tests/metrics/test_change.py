"""Mix and rate, worked by hand, and their exact sum on anything."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.errors import MetricRefused
from retention.metrics import change, churn, compute
from retention.metrics.mix_and_rate import Side, mix_and_rate, summed, together, value_of
from retention.values import Attribute, Caveat, Grain, Segment
from tests.metrics.spending import spent
from tests.metrics.visiting import visited

BAND = Attribute.ORDER_COUNT_BAND
FEBRUARY, MARCH = date(2024, 2, 1), date(2024, 3, 1)


def effects(result, *more):
    """Group, mix and rate of each row, rounded to the cent."""
    return result.rows[[*more, "mix", "rate"]].round(2).to_numpy().tolist()


def test_average_order_value_of_ten_orders(ten_orders):
    """March against February; April is not over. Customers with one, two, three purchases by 15 April: dan; bob, cid
    and eve; ann.

    | band | February           | March              | mix                        | rate                   |
    |------|--------------------|--------------------|----------------------------|------------------------|
    | 1    | dan 80             |                    | (0 - 1/3) * 80 = -26.67    | 0: absent in March     |
    | 2    | bob 50, cid 60: 55 | cid 70, eve 90: 80 | (2/3 - 2/3) * 67.5 = 0     | (80 - 55) * 2/3 = 16.67|
    | 3+   |                    | ann 30             | (1/3 - 0) * 30 = 10        | 0: absent in February  |
    | all  | 190 / 3 = 63.33    | 190 / 3 = 63.33    | -16.67                     | 16.67                  |
    """
    found = change(ten_orders, of="average_order_value", split=(BAND,))
    assert effects(found, BAND) == [["1", -26.67, 0], ["2", 0, 16.67], ["3+", 10, 0], ["all", -16.67, 16.67]]
    rows = found.rows
    assert rows[["period_before", "period_after"]].drop_duplicates().to_numpy().tolist() == [
        [FEBRUARY, MARCH]
    ]
    assert rows[["n_before", "n_after"]].to_numpy().tolist() == [[1, 0], [2, 2], [0, 1], [3, 3]]
    assert rows["share_before"].tolist() == pytest.approx([1 / 3, 2 / 3, 0, 1])
    assert rows["value_before"].fillna(-1).tolist() == pytest.approx([80, 55, -1, 190 / 3])
    assert rows["value_after"].fillna(-1).tolist() == pytest.approx([-1, 80, 30, 190 / 3])
    assert Caveat.SMALL_NUMBERS in {note.caveat for note in found.notes}


def test_without_a_split_the_total_alone(ten_orders):
    """January: ann 10 and 20, bob 40: 70 / 3, but it begins before the data and is never chosen, only asked for."""
    found = change(ten_orders, of="average_order_value", compare_to=date(2024, 1, 20))
    assert effects(found, "value_before", "value_after") == [[23.33, 63.33, 0, 40]]


def test_churn_is_that_of_the_churn_table(ten_orders):
    """W = 30, March against February: 1 of 2 active churned in February, 3 of 3 in March: + 50 points.
    By band: 1 = dan, 2 = bob, cid, eve, 3+ = ann. Active at the start of February: ann, bob; ann churned on 9 February.
    Active at the start of March: bob, cid, dan; cid churned on 2 March, bob and dan on 30 March.
    | 1   | absent   | 1 of 1   | (1/3 - 0) * 1 = 1/3           | 0                               |
    | 2   | 0 of 1   | 2 of 2   | (2/3 - 1/2) * 1/2 = 1/12      | (1 - 0) * (1/2 + 2/3) / 2 = 7/12|
    | 3+  | 1 of 1   | absent   | (0 - 1/2) * 1 = -1/2          | 0                               |
    """
    found = change(ten_orders, of="churn", window=30, compare_to=FEBRUARY, split=(BAND,))
    assert found.rows["mix"].tolist() == pytest.approx([1 / 3, 1 / 12, -1 / 2, -1 / 12])
    assert found.rows["rate"].tolist() == pytest.approx([0, 7 / 12, 0, 7 / 12])
    total, table = found.rows.iloc[-1], churn(ten_orders, window=30).rows
    assert [total["n_before"], total["n_after"]] == table["active_start"].tolist()[1:3] == [2, 3]
    assert [total["value_before"], total["value_after"]] == table["churn_rate"].tolist()[1:3] == [0.5, 1]
    assert len(change(ten_orders, of="churn", window=30).rows) == 0  # nobody could churn before 9 February


def test_repeat_purchase_of_cohorts(ten_orders):
    """Within 30 days. The cohort of February (cid, dan) has been followed for 30 days on 30 March, that of March not
    by 15 April. January is not whole, so it must be asked for: ann again on the same day, bob after 29 days: 2 of 2;
    February: cid after 59 days, dan never: 0 of 2."""
    found = change(ten_orders, of="repeat_purchase", horizon=30, compare_to=date(2024, 1, 10))
    assert found.rows[
        ["period_after", "n_before", "n_after", "value_before", "value_after"]
    ].to_numpy().tolist() == [[FEBRUARY, 2, 2, 1, 0]]
    longer = change(ten_orders, of="repeat_purchase", horizon=28, compare_to=date(2024, 1, 10)).rows
    assert longer[["value_before", "rate"]].to_numpy().tolist() == [[0.5, -0.5]]


def test_the_same_month_a_year_ago_goes_before_the_month_before(shop_of):
    shop = shop_of(
        "ann 2023-03-01 10\nann 2024-02-10 50\nbob 2024-03-31 30", data_start=MARCH.replace(year=2023)
    )
    found = change(shop, of="average_order_value").rows
    assert found[["period_before", "rate"]].to_numpy().tolist() == [[date(2023, 3, 1), 20]]
    weeks = change(shop, of="average_order_value", grain=Grain.WEEK).rows
    assert weeks["period_before"].tolist() == [date(2023, 3, 27)]
    assert weeks["mix"].isna().all()  # nobody bought in that week


def test_several_attributes_and_unknown_values(shop_of):
    shop = shop_of(
        "ann 2024-01-01 10\nbob 2024-02-02 20\ncid 2024-02-29 30",
        attributes={"ann": {"country": "France"}, "cid": {"country": "France", "first_channel": "mail"}},
    )
    found = compute(shop, "change", of="average_order_value", split=["country", "first_channel"]).rows
    assert found.iloc[:, :2].fillna("").to_numpy().tolist() == [
        ["France", "mail"], ["France", ""], ["", ""], ["all", "all"]]  # fmt: skip
    assert found["mix"].sum() / 2 == pytest.approx(15)


BROWSED = """
    ann  2024-01-01  cart device=phone
    ann  2024-01-02  cart bought device=phone
    bob  2024-01-03  cart bought device=desktop
    zoe  2024-01-04  cart bought device=desktop
    ann  2024-02-01  cart device=phone
    zoe  2024-02-02  cart device=phone
    -    2024-02-03  cart bought device=phone
    bob  2024-02-04  cart device=desktop
    bob  2024-02-05  device=desktop
"""


def test_abandoned_carts_by_device(shop_of):
    """February against January: 3 of 4 carts are left, before it was 1 of 4.
    | device  | January        | February       | mix                            | rate                           |
    |---------|----------------|----------------|--------------------------------|--------------------------------|
    | desktop | 2 carts, 0     | 1 cart, 1 left | (1/4 - 1/2) * 1/2 = -1/8       | (1 - 0) * (1/2 + 1/4) / 2 = 3/8|
    | phone   | 2 carts, 1 left| 3 carts, 2 left| (3/4 - 1/2) * 7/12 = 7/48      | (2/3 - 1/2) * 5/8 = 5/48       |
    """
    shop = visited(shop_of("ann 2024-01-02 1\nbob 2024-01-03 1"), BROWSED, as_of=date(2024, 2, 29))
    found = change(shop, of="carts", split=(Attribute.DEVICE,)).rows
    assert found["device"].tolist() == ["desktop", "phone", "all"]
    assert found[["n_before", "n_after"]].to_numpy().tolist() == [[2, 1], [2, 3], [4, 4]]
    assert found["mix"].tolist() == pytest.approx([-1 / 8, 7 / 48, 1 / 48])
    assert found["rate"].tolist() == pytest.approx([3 / 8, 5 / 48, 23 / 48])
    assert found.iloc[-1][["value_before", "value_after"]].tolist() == [0.25, 0.75]
    table = compute(shop, "carts").rows
    assert table["abandonment_rate"].tolist() == [0.25, 0.75]


def test_conversion_by_what_only_buyers_have(shop_of):
    """Who never bought, and nobody known, are one group: 1 of 1 visits bought in January, 1 of 2 in February."""
    shop = visited(shop_of("ann 2024-01-02 1\nbob 2024-01-03 1"), BROWSED, as_of=date(2024, 2, 29))
    found = compute(shop, "change", of="conversion", split=["cohort"])
    assert found.rows["cohort"].fillna("").tolist() == ["2024-01-01", "", "all"]
    assert found.rows[["n_before", "n_after"]].to_numpy().tolist() == [[3, 3], [1, 2], [4, 5]]
    assert found.rows["value_after"].tolist() == [0, 0.5, 0.2] == [
        *found.rows["value_after"][:2], compute(shop, "carts").rows["conversion"].iloc[-1]]  # fmt: skip
    assert Caveat.KNOWN_OF_BUYERS in {note.caveat for note in found.notes}
    assert len(change(shop, of="carts", as_of=date(2024, 2, 28)).rows) == 0  # January alone is over


def test_cost_of_new_customers_by_channel(shop_of):
    """February against January: 100 / 2 = 50 a customer, then 120 / 2 = 60; radio brought nobody.
    | channel | January      | February     | mix                     | rate                  |
    |---------|--------------|--------------|-------------------------|-----------------------|
    | google  | 80 / 1       | 40 / 1       | (1/2 - 1/2) * 60 = 0    | (40 - 80) * 1/2 = -20 |
    | mail    | 20 / 1       | 60 / 1       | 0                       | (60 - 20) * 1/2 = 20  |
    | radio   |              | 20 / nobody  | 0                       | 20 / 2 = 10           |
    """
    orders = "ann 2024-01-01 5\nbob 2024-01-09 5\ncid 2024-02-01 5\ndan 2024-02-29 5\neve 2024-02-29 5"
    spend = "2024-01 Google 80\n2024-01 mail 20\n2024-02 google 40\n2024-02 mail 60\n2024-02 radio 20"
    shop = spent(shop_of(orders), spend, ann="google", bob="mail", cid="Google", dan="mail", eve="friends")
    found = change(shop, of="acquisition", split=(Attribute.FIRST_CHANNEL,)).rows
    assert found[["first_channel", "n_before", "n_after", "mix", "rate"]].to_numpy().tolist() == [
        ["Google", 1, 1, 0, -20], ["mail", 1, 1, 0, 20], ["radio", 0, 0, 0, 10], ["all", 2, 2, 0, 10]]  # fmt: skip
    compared = compute(shop, "period_comparison", of="acquisition").rows.set_index("measure").loc["cac"]
    assert [compared["value_before"], compared["value"]] == found.iloc[-1][
        ["value_before", "value_after"]
    ].tolist()
    assert len(change(shop, of="acquisition", as_of=date(2024, 2, 28)).rows) == 0
    with pytest.raises(MetricRefused, match="first_channel"):
        change(shop, of="acquisition", split=(BAND,))
    with pytest.raises(MetricRefused, match="where"):
        change(shop, of="acquisition", segment=Segment(((BAND, "1"),)))
    with pytest.raises(MetricRefused, match="between 2024-01-01 and 2024-01-31"):
        change(shop, of="acquisition", compare_to=date(2024, 2, 1))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"of": "rfm"}, "value_unknown"),
        ({"of": "carts"}, "no_visits"),
        ({"of": "acquisition"}, "spend_missing"),
        ({"of": "repeat_purchase", "horizon": "0"}, "value_unknown"),
        ({"of": "repeat_purchase", "horizon": "soon"}, "value_unknown"),
        ({"compare_to": "2024-03-01"}, "compare_to_wrong"),
        ({"compare_to": "2024-01-09"}, "compare_to_wrong"),
    ],
)
def test_refusals(ten_orders, options, code):
    with pytest.raises(MetricRefused) as refused:
        compute(ten_orders, "change", **options)
    assert refused.value.code == code


sides = st.builds(
    Side,
    st.one_of(st.integers(0, 10**7), st.decimals(0, 10**9, places=4)),
    st.one_of(st.just(0), st.integers(0, 10**7)),
)


@given(st.lists(st.tuples(sides, sides), min_size=1, max_size=30))
def test_mix_and_rate_add_up_to_the_change_of_the_total_exactly(groups):
    before, after = ([pair[place] for pair in groups] for place in (0, 1))
    found = mix_and_rate(before, after)
    old, new = value_of(together(before)), value_of(together(after))
    assert (found is None) == (old is None or new is None)
    if found is not None:
        total = summed(found)
        assert total.mix + total.rate == new - old  # fractions: to the last decimal
        for (one, other), moved in zip(groups, found, strict=True):
            is_there = bool(one.whole), bool(other.whole)
            if all(is_there):
                shares = (
                    Fraction(one.whole, together(before).whole),
                    Fraction(other.whole, together(after).whole),
                )
                assert moved.rate == (value_of(other) - value_of(one)) * sum(shares) / 2
            elif any(is_there) and not (other if one.whole else one).part:
                assert moved.rate == 0


@given(st.lists(sides, min_size=1, max_size=10))
def test_what_does_not_move_has_no_effects(groups):
    for moved in mix_and_rate(groups, groups) or []:
        assert moved == (0, 0)


def test_money_is_counted_in_decimals():
    (found,) = mix_and_rate([Side(Decimal("0.1"), 1)], [Side(Decimal("0.3"), 1)])
    assert found == (0, Fraction(1, 5))
