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
from retention.values import Attribute, Caveat, Grain

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


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"of": "rfm"}, "value_unknown"),
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
