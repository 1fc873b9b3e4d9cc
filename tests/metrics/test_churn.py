"""Churn, worked by hand and against the definition taken literally."""

import random
from datetime import date, timedelta

import pytest

from retention.errors import MetricRefused
from retention.metrics import churn, churn_members
from retention.values import Attribute, Caveat, Grain, Movement, Segment
from tests.metrics.conftest import Line

JAN, FEB, MAR, APR = (date(2024, month, 1) for month in (1, 2, 3, 4))


def by_period(result, *columns):
    return {row["period"]: tuple(row[column] for column in columns) for row in result.rows.to_dict("records")}


def test_ten_orders_with_a_window_of_30_days(ten_orders):
    """
    ann  10 Jan ×2 … churned 9 Feb,  5 Mar back … churned 4 Apr
    bob  31 Jan, 29 Feb (29 days)   … churned 30 Mar
    cid   1 Feb … churned 2 Mar,    31 Mar back (30 April is after the data)
    dan  29 Feb … churned 30 Mar
    eve  31 Mar, 1 Apr
    """
    result = churn(ten_orders, window=30)
    assert by_period(
        result,
        "active_start",
        "new",
        "resurrected",
        "churned",
        "active_end",
        "churned_revenue_365",
        "is_open",
    ) == {
        JAN: (0, 2, 0, 0, 2, 0, False),
        FEB: (2, 2, 0, 1, 3, 30, False),
        MAR: (3, 1, 2, 3, 3, 60 + 90 + 80, False),
        APR: (3, 0, 0, 1, 2, 60, True),
    }
    assert by_period(result, "churn_rate")[FEB] == (0.5,)
    assert result.rows["churn_rate"].isna().tolist() == [True, False, False, False]
    assert result.rows["window_days"].tolist() == [30] * 4
    assert result.facts["is_auto"] is False


def test_the_rate_interval_of_one_of_two(ten_orders):
    low, high = by_period(churn(ten_orders, window=30), "rate_low", "rate_high")[FEB]
    assert (low, high) == pytest.approx((0.094531, 0.905469), abs=1e-6)


def test_a_purchase_on_the_churn_day_keeps_the_customer(shop_of):
    """W = 10: 1 and 11 January are 10 days apart; after 11 January no purchase, churned on the 21st."""
    shop = shop_of("ann 2024-01-01 1\nann 2024-01-11 1", as_of=date(2024, 1, 21))
    result = churn(shop, grain=Grain.DAY, window=10)
    assert result.rows["churned"].tolist() == [0] * 20 + [1]
    assert result.rows["resurrected"].sum() == 0
    assert result.rows["active_end"].tolist() == [1] * 20 + [0]


def test_one_day_more_and_the_customer_had_churned(shop_of):
    """W = 10: churned on 11 January, back on the 12th."""
    shop = shop_of("ann 2024-01-01 1\nann 2024-01-12 1", as_of=date(2024, 1, 12))
    result = churn(shop, grain=Grain.DAY, window=10)
    assert by_period(result, "churned", "resurrected", "active_end") == {
        date(2024, 1, day): (int(day == 11), int(day == 12), int(day != 11)) for day in range(1, 13)
    }


def test_a_customer_can_churn_twice_in_a_period(shop_of):
    """W = 5: 1 January … churned on the 6th, 10 January back … churned on the 15th."""
    shop = shop_of("ann 2024-01-01 10\nann 2024-01-10 20", as_of=date(2024, 1, 31))
    result = churn(shop, window=5)
    assert by_period(result, "new", "resurrected", "churned", "active_end", "churned_revenue_365") == {
        JAN: (1, 1, 2, 0, 30)
    }
    members = churn_members(shop, JAN, window=5)
    assert (len(members.rows), members.facts["events"], members.facts["customers"]) == (1, 2, 1)


def test_more_churned_than_were_active_has_no_interval(shop_of):
    """ann is active on 31 January; ann and bob, who came on 2 February, have churned by the end."""
    shop = shop_of("ann 2024-01-31 1\nbob 2024-02-02 1", as_of=date(2024, 2, 29))
    found = churn(shop, window=5).rows.iloc[-1]
    assert (found["active_start"], found["churned"], found["churn_rate"]) == (1, 2, 2.0)
    assert found[["rate_low", "rate_high"]].isna().all()


def test_past_year_revenue_looks_back_365_days_and_counts_refunds(shop_of):
    """
    Churned on 10 January 2025 (W = 10, last purchase 31 December 2024): the year runs from 11 January 2024 to
    9 January 2025. 1 and 10 January 2024 lie before it.
    """
    shop = shop_of(
        "ann 2024-01-01 1000\nann 2024-01-10 500\nann 2024-01-11 100\n"
        "ann 2024-12-31 10\nann 2025-01-09 -3\nann 2025-01-10 -7",
        as_of=date(2025, 1, 31),
    )
    assert by_period(churn(shop, window=10), "churned_revenue_365")[date(2025, 1, 1)] == (107,)


def test_the_period_of_as_of_is_open_unless_it_ends_on_that_day(shop_of):
    drawn = "ann 2024-01-31 1\nann 2024-02-10 1"
    assert churn(shop_of(drawn, as_of=date(2024, 2, 28))).rows["is_open"].tolist() == [False, True]
    closed = churn(shop_of(drawn, as_of=date(2024, 2, 29)))
    assert closed.rows["is_open"].tolist() == [False, False]
    assert Caveat.OPEN_PERIOD not in {note.caveat for note in closed.notes}


def test_periods_without_movement_have_their_row(shop_of):
    shop = shop_of("ann 2024-01-31 1\nann 2024-12-31 1")
    assert len(churn(shop, window=30).rows) == 12


def test_an_earlier_day(ten_orders):
    """On 9 March bob and dan are active, ann is back, cid has churned."""
    early = churn(ten_orders, window=30, as_of=date(2024, 3, 9))
    assert by_period(early, "active_start", "new", "resurrected", "churned", "active_end")[MAR] == (
        3,
        0,
        1,
        1,
        3,
    )


def test_a_segment_with_the_shop_s_window(shop_of):
    shop = shop_of("ann 2024-01-01 1\nbob 2024-06-30 1", attributes={"bob": {"country": "Spain"}})
    result = churn(shop, segment=Segment(((Attribute.COUNTRY, "Spain"),)))
    assert by_period(result, "new", "active_end") == {date(2024, 6, 1): (1, 1)}
    assert result.facts["horizon_days"] == 91  # of the whole shop: 182 days


def test_nobody(shop_of):
    assert len(churn(shop_of("- 2024-01-10 1")).rows) == 0


@pytest.mark.parametrize("window", [0, -1, 3651])
def test_windows_that_make_no_sense(ten_orders, window):
    with pytest.raises(MetricRefused) as refused:
        churn(ten_orders, window=window)
    assert refused.value.code == "window_wrong"


def random_lines(seed):
    """About 40 orders of six customers in 150 days, several on one day."""
    chance = random.Random(seed)
    start = date(2023, 12, 15)
    days = sorted(chance.randrange(150) for _ in range(40))
    from datetime import datetime, time
    from decimal import Decimal

    at = [datetime.combine(start + timedelta(days=day), time(12)) for day in days]
    return [Line(f"c{chance.randrange(6)}", moment, Decimal(chance.randrange(1, 9))) for moment in at]


class Literal:
    """Section 6 word by word: everybody is looked at on every day."""

    def __init__(self, lines, window):
        self.days = {}
        for line in lines:
            self.days.setdefault(line.customer, []).append(line.on)
        self.window = window

    def is_active(self, customer, day):
        before = [on for on in self.days[customer] if on <= day]
        return bool(before) and (day - max(before)).days < self.window

    def active(self, day):
        return sum(self.is_active(customer, day) for customer in self.days)

    def churned_on(self, day):
        yesterday = day - timedelta(days=1)
        return [c for c in self.days if self.is_active(c, yesterday) and not self.is_active(c, day)]

    def resurrected_on(self, day):
        return [
            c for c, days in self.days.items() if day in days and min(days) < day
            and not self.is_active(c, day - timedelta(days=1))
        ]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("grain", [Grain.WEEK, Grain.MONTH])
def test_the_definition_taken_literally(shop_of, seed, grain):
    """Every day of a random shop; and active_end = active_start + new + resurrected − churned, exactly."""
    lines, window = random_lines(seed), 3 + 4 * seed
    as_of = date(2024, 5, 20)
    literal = Literal(lines, window)
    rows = churn(shop_of(lines, as_of=as_of), grain=grain, window=window).rows
    ends = [*rows["period"][1:], as_of + timedelta(days=1)]
    for row, end in zip(rows.to_dict("records"), ends, strict=True):
        days = [row["period"] + timedelta(days=number) for number in range((end - row["period"]).days)]
        assert row["active_start"] == literal.active(days[0] - timedelta(days=1))
        assert row["active_end"] == literal.active(days[-1])
        assert row["churned"] == sum(len(literal.churned_on(day)) for day in days)
        assert row["resurrected"] == sum(len(literal.resurrected_on(day)) for day in days)
        assert row["new"] == sum(min(bought) in days for bought in literal.days.values())
    identity = rows["active_start"] + rows["new"] + rows["resurrected"] - rows["churned"]
    assert (rows["active_end"] == identity).all()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", Movement)
def test_members_are_the_people_behind_the_number(shop_of, seed, kind):
    lines, window = random_lines(seed), 6
    shop = shop_of(lines, as_of=date(2024, 5, 20))
    for row in churn(shop, window=window).rows.to_dict("records"):
        members = churn_members(shop, row["period"], kind, window=window)
        assert members.facts["events"] == row[kind.value]
        assert members.facts["customers"] == len(members.rows) == members.rows["customer_key"].nunique()
        if kind in (Movement.NEW, Movement.ACTIVE_START, Movement.ACTIVE_END):
            assert len(members.rows) == row[kind.value]
