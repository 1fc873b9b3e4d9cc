"""Cohort retention, worked by hand."""

from datetime import date

import pytest

from retention.metrics import cohort_retention
from retention.values import Attribute, Caveat, Clock, Grain, Mode, Segment

JAN, FEB, MAR = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)


def cells(result, *columns):
    """{(cohort, period): value, or values}"""
    picked = result.rows[list(columns)].itertuples(index=False, name=None)
    values = [row[0] if len(columns) == 1 else row for row in picked]
    return dict(zip(zip(result.rows["cohort"], result.rows["period"], strict=True), values, strict=True))


def caveats(result):
    return {note.caveat for note in result.notes}


def test_months_of_ten_orders(ten_orders):
    """
    January (ann, bob)    ann ann bob | bob (29 Feb) | ann     | open
    February (cid, dan)               | cid dan      | cid     | open
    March (eve)                                      | eve     | eve, open
    """
    result = cohort_retention(ten_orders)
    assert cells(result, "customers", "orders", "revenue", "is_complete") == {
        (JAN, 0): (2, 3, 70, True),
        (JAN, 1): (1, 1, 50, True),
        (JAN, 2): (1, 1, 30, True),
        (JAN, 3): (0, 0, 0, False),
        (FEB, 0): (2, 2, 140, True),
        (FEB, 1): (1, 1, 70, True),
        (FEB, 2): (0, 0, 0, False),
        (MAR, 0): (1, 1, 90, True),
        (MAR, 1): (1, 1, 100, False),
        ("all", 0): (5, 6, 300, True),
        ("all", 1): (2, 2, 120, True),
        ("all", 2): (1, 1, 30, True),
    }
    assert cells(result, "size", "cohorts", "share", "cumulative_revenue_per_customer") == {
        (JAN, 0): (2, 1, 1.0, 35),
        (JAN, 1): (2, 1, 0.5, 60),
        (JAN, 2): (2, 1, 0.5, 75),
        (JAN, 3): (2, 1, 0.0, 75),
        (FEB, 0): (2, 1, 1.0, 70),
        (FEB, 1): (2, 1, 0.5, 105),
        (FEB, 2): (2, 1, 0.0, 105),
        (MAR, 0): (1, 1, 1.0, 90),
        (MAR, 1): (1, 1, 1.0, 190),
        ("all", 0): (5, 3, 1.0, 60),
        ("all", 1): (4, 2, 0.5, 82.5),
        ("all", 2): (2, 1, 0.5, 75),
    }
    assert result.rows["average_order_value"].tolist()[:3] == [70 / 3, 50, 30]
    assert result.rows["average_order_value"].isna().tolist()[3]


def test_intervals_of_one_of_two(ten_orders):
    """Wilson for 1 of 2: 0.5 ± 1.959964 / 2 · sqrt(1 / (2 + 1.959964²)) = 0.5 ± 0.405469"""
    low, high = cells(cohort_retention(ten_orders), "share_low", "share_high")[JAN, 1]
    assert (low, high) == pytest.approx((0.094531, 0.905469), abs=1e-6)


@pytest.mark.parametrize(
    ("mode", "clock", "january", "february", "march", "together"),
    [
        (Mode.ON_OR_AFTER, Clock.CALENDAR, [2, 2, 1, 0], [2, 1, 0], [1, 1], [5, 3, 1]),
        (Mode.CUMULATIVE, Clock.CALENDAR, [1, 2, 2, 2], [0, 1, 1], [0, 1], [1, 3, 2]),
        (Mode.IN_PERIOD, Clock.AGE, [2, 1, 0, 0], [2, 1, 0], [1], [4, 1]),
        (Mode.ON_OR_AFTER, Clock.AGE, [2, 1, 0, 0], [2, 1, 0], [1], [4, 1]),
        (Mode.CUMULATIVE, Clock.AGE, [2, 2, 2, 2], [0, 1, 1], [1], [2, 2]),
    ],
)
def test_other_modes_and_clocks(ten_orders, mode, clock, january, february, march, together):
    """
    Days since the first order: ann 0 0 55, bob 0 29, cid 0 59, dan 0, eve 0 1: in steps of 30 days ann came again in
    period 1, bob in period 0, cid in period 1. On 15 April ann is 96 days old, bob 75, cid 74, dan 46, eve 15: period 1
    (to day 59) is over for ann and bob, period 0 (to day 29) for cid and dan, none for eve.
    """
    result = cohort_retention(ten_orders, mode=mode, clock=clock)
    found = {}
    for (cohort, _), customers in cells(result, "customers").items():
        found.setdefault(cohort, []).append(customers)
    assert found == {JAN: january, FEB: february, MAR: march, "all": together}


def test_age_periods_are_over_when_the_youngest_has_lived_through_them(ten_orders):
    complete = cells(cohort_retention(ten_orders, clock=Clock.AGE), "is_complete")
    assert [key for key, is_complete in complete.items() if is_complete and key[0] != "all"] == [
        (JAN, 0),
        (JAN, 1),
        (FEB, 0),
    ]


def test_an_age_cell_waits_until_nobody_can_join_the_cohort(shop_of):
    """Daily age periods: on 20 January the only member has lived 19 days, but January is not over."""
    drawn = "ann 2024-01-01 1"
    open_cohort = cohort_retention(shop_of(drawn, as_of=date(2024, 1, 20)), clock=Clock.AGE)
    assert not open_cohort.rows["is_complete"].any()
    closed = cohort_retention(shop_of(drawn, as_of=date(2024, 1, 31)), clock=Clock.AGE)
    assert cells(closed, "is_complete") == {(JAN, 0): True, (JAN, 1): False, ("all", 0): True}


def test_a_refund_lowers_the_period_in_which_it_was_paid(shop_of):
    """
    ann  20 December  refund  5   before the first order: in no cell
    ann  10 January          50
    ann  12 February  refund 20   nobody bought in this period, and yet it has revenue
    """
    shop = shop_of("ann 2023-12-20 -5\nann 2024-01-10 50\nann 2024-02-12 -20", as_of=date(2024, 2, 29))
    result = cohort_retention(shop)
    assert cells(result, "customers", "orders", "revenue", "cumulative_revenue_per_customer") == {
        (JAN, 0): (1, 1, 50, 50),
        (JAN, 1): (0, 0, -20, 30),
        ("all", 0): (1, 1, 50, 50),
        ("all", 1): (0, 0, -20, 30),
    }


def test_the_last_day_closes_a_month_and_the_day_before_does_not(shop_of):
    drawn = "ann 2024-01-31 1\nann 2024-02-01 1"
    assert cells(cohort_retention(shop_of(drawn, as_of=date(2024, 2, 28))), "is_complete")[JAN, 1] == False  # noqa: E712
    assert cells(cohort_retention(shop_of(drawn, as_of=date(2024, 2, 29))), "is_complete")[JAN, 1]


def test_week_53_runs_over_new_year(shop_of):
    """Monday 28 December 2020 to Sunday 3 January 2021 is one week."""
    drawn = "ann 2020-12-31 1\nbob 2021-01-03 1\nbob 2021-01-04 1\nann 2021-01-10 1\nann 2021-01-11 1"
    found = cells(cohort_retention(shop_of(drawn), grain=Grain.WEEK), "customers", "is_complete")
    week = date(2020, 12, 28)
    assert {key: value for key, value in found.items() if key[0] == week} == {
        (week, 0): (2, True),
        (week, 1): (2, True),
        (week, 2): (1, False),
    }


@pytest.mark.parametrize(
    ("grain", "cohorts"),
    [
        (Grain.DAY, [date(2023, 12, 31), date(2024, 2, 29)]),
        (Grain.WEEK, [date(2023, 12, 25), date(2024, 2, 26)]),
        (Grain.MONTH, [date(2023, 12, 1), date(2024, 2, 1)]),
        (Grain.QUARTER, [date(2023, 10, 1), date(2024, 1, 1)]),
        (Grain.YEAR, [date(2023, 1, 1), date(2024, 1, 1)]),
    ],
)
def test_every_grain_names_its_cohorts_by_their_first_day(shop_of, grain, cohorts):
    """On every grain ann is in the period right after the one before it, and bob only in his first."""
    shop = shop_of("ann 2023-12-31 1\nbob 2024-02-29 1\nann 2024-02-29 23:59 1")
    result = cohort_retention(shop, grain=grain)
    assert [cohort for cohort in dict.fromkeys(result.rows["cohort"]) if cohort != "all"] == cohorts
    steps = {Grain.DAY: 60, Grain.WEEK: 9, Grain.MONTH: 2, Grain.QUARTER: 1, Grain.YEAR: 1}[grain]
    found = cells(result, "customers")
    assert found[cohorts[0], 0] == found[cohorts[0], steps] == found[cohorts[1], 0] == 1
    assert sum(value for key, value in found.items() if key[0] != "all") == 3


@pytest.mark.parametrize("grain", Grain)
@pytest.mark.parametrize("clock", Clock)
def test_many_orders_in_a_period_are_one_customer(shop_of, grain, clock):
    """One order a day from 28 December to 4 March: whatever the step, ann is there once in each period."""
    days = [date.fromordinal(date(2023, 12, 28).toordinal() + number) for number in range(68)]
    result = cohort_retention(shop_of("\n".join(f"ann {day} 1" for day in days)), grain=grain, clock=clock)
    assert set(result.rows["customers"]) == {1}
    assert result.rows.loc[result.rows["cohort"] != "all", "orders"].sum() == 68


def test_times_of_day_do_not_matter(shop_of):
    """The night in which clocks change: one minute apart is one day apart, and one period of the day clock."""
    shop = shop_of("ann 2024-03-30 23:59 1\nann 2024-03-31 00:01 1\nann 2024-03-31 02:30 1")
    found = cells(cohort_retention(shop, grain=Grain.DAY, clock=Clock.AGE), "customers", "orders")
    assert found[date(2024, 3, 30), 1] == (1, 2)


def test_an_earlier_day_shows_what_was_known_then(ten_orders, shop_of):
    """On 29 February eve was no customer yet, and ann had not come back."""
    early = cohort_retention(ten_orders, as_of=date(2024, 2, 29))
    assert early.as_of == date(2024, 2, 29)
    assert cells(early, "customers") == {
        (JAN, 0): 2,
        (JAN, 1): 1,
        (FEB, 0): 2,
        ("all", 0): 4,
        ("all", 1): 1,
    }


def test_a_segment_is_counted_alone(shop_of):
    """ann and cid are in France, bob in Spain, dan nobody knows where."""
    people = {"ann": {"country": "France"}, "cid": {"country": "France"}, "bob": {"country": "Spain"}}
    shop = shop_of(
        "ann 2024-01-10 1\nbob 2024-01-31 1\ncid 2024-02-01 1\ndan 2024-02-29 1", attributes=people
    )

    def sizes(value):
        segment = Segment(((Attribute.COUNTRY, value),))
        return cells(cohort_retention(shop, segment=segment), "size")

    assert sizes("France") == {(JAN, 0): 1, (JAN, 1): 1, (FEB, 0): 1, ("all", 0): 2, ("all", 1): 1}
    assert sizes("Spain")[JAN, 0] == 1
    assert list(sizes("")) == [(FEB, 0), ("all", 0)]  # no value = unknown
    assert sizes("Atlantis") == {}


def test_conditions_add_up_and_truth_values_can_be_asked(shop_of):
    people = {
        "ann": {"country": "France", "first_had_discount": True},
        "bob": {"country": "France", "first_had_discount": False},
    }
    shop = shop_of("ann 2024-01-10 1\nbob 2024-01-31 1", attributes=people)
    both = Segment(((Attribute.COUNTRY, "France"), (Attribute.FIRST_HAD_DISCOUNT, "true")))
    assert cells(cohort_retention(shop, segment=both), "size")[JAN, 0] == 1


def test_one_customer_with_one_order(shop_of):
    result = cohort_retention(shop_of("ann 2024-01-10 1"))
    assert cells(result, "customers", "share", "is_complete") == {(JAN, 0): (1, 1.0, False)}


def test_orders_without_purchases_make_an_empty_table(shop_of):
    """Only an anonymous order: there is a shop, but nobody in it."""
    result = cohort_retention(shop_of("- 2024-01-10 1"))
    assert len(result.rows) == 0
    assert result.rows["customers"].dtype == "int64"


def test_caveats(ten_orders, shop_of):
    """
    Ten orders over 97 days: H = 48, W = 48. Cohorts that begin before 27 February may hold older customers: two.
    """
    plain = cohort_retention(ten_orders)
    assert caveats(plain) == {
        Caveat.MAY_CONTAIN_OLDER_CUSTOMERS,
        Caveat.OPEN_PERIOD,
        Caveat.SMALL_NUMBERS,
    }
    assert plain.notes[0].fields == {"until": date(2024, 2, 27), "window_days": 48, "count": 2}
    assert Caveat.MAY_STILL_GROW in caveats(cohort_retention(ten_orders, mode=Mode.ON_OR_AFTER))
    limited = shop_of("ann 2024-01-31 1", anonymous_orders=3, anonymous_revenue_share=0.2)
    assert {Caveat.ANONYMOUS_ORDERS} <= caveats(cohort_retention(limited))


def test_the_order_of_rows_changes_nothing(ten_orders, shop_of):
    from tests.metrics.conftest import TEN_ORDERS, TEN_ORDERS_AS_OF

    turned = "\n".join(reversed(TEN_ORDERS.strip().splitlines()))
    assert cohort_retention(shop_of(turned, as_of=TEN_ORDERS_AS_OF)).rows.equals(
        cohort_retention(ten_orders).rows
    )
