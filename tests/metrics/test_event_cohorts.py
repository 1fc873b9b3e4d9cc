"""Cohorts by sales and holidays, and what is bought in them, worked by hand.

Black Friday of 2023: 24 to 27 November; of 2024: 29 November to 2 December (November and December are touched).
"""

from datetime import date

import pytest

from retention.errors import MetricRefused, ShopError
from retention.metrics import (
    cohort_retention,
    compute,
    event_keys,
    event_windows,
    lifetime_value,
    repeat_purchase,
)
from retention.shop.events import read_own, windows_of, written
from retention.shop.settings import change
from retention.values import Clock, EventWindow, Grain, Mode, OrderAttribute, OrderSegment

DRAWN = """
    dan  2023-11-01   60
    ann  2023-11-24   10
    ann  2023-12-20   20
    bob  2023-11-27   30
    cid  2023-11-28   40
    cid  2024-01-05   50
    hal  2024-06-01    5
    eve  2024-11-29   70
    eve  2024-12-29   80
    fay  2024-12-02   90
    gus  2024-12-03  100
"""
AS_OF = date(2025, 1, 31)
BF_23, BF_24, OTHER_23, OTHER_24 = (
    "black_friday 2023",
    "black_friday 2024",
    "other_days 2023",
    "other_days 2024",
)


@pytest.fixture
def shop(shop_of):
    return shop_of(DRAWN, as_of=AS_OF)


def cells(result, *columns, last=1):
    """{(cohort, month): values} of the first months."""
    month = "period" if "period" in result.rows else "age_months"
    rows = result.rows[result.rows[month] <= last]
    keys = zip(rows["cohort"], rows[month], strict=True)
    return dict(zip(keys, rows[list(columns)].itertuples(index=False, name=None), strict=True))


def test_black_friday_beside_the_other_days_of_its_months(shop):
    """Ann came back after 26 days, cid after 38, eve after 30; on 31 January fay is 60 days old, gus 59."""
    result = cohort_retention(shop, events="black_friday")
    assert cells(result, "size", "customers", "orders", "revenue", "is_complete", "cohorts") == {
        (BF_23, 0): (2, 2, 3, 60, True, 1),
        (BF_23, 1): (2, 0, 0, 0, True, 1),
        (OTHER_23, 0): (2, 2, 2, 100, True, 1),
        (OTHER_23, 1): (2, 1, 1, 50, True, 1),
        (BF_24, 0): (2, 2, 2, 160, True, 1),
        (BF_24, 1): (2, 1, 1, 80, True, 1),
        (OTHER_24, 0): (1, 1, 1, 100, True, 1),
        (OTHER_24, 1): (1, 0, 0, 0, True, 1),
        ("black_friday", 0): (4, 4, 5, 220, True, 2),
        ("black_friday", 1): (4, 1, 1, 80, True, 2),
        ("other_days", 0): (3, 3, 3, 200, True, 2),
        ("other_days", 1): (3, 1, 1, 50, True, 2),
    }
    assert (result.facts["clock"], result.facts["events"]) == ("age", "black_friday")


@pytest.mark.parametrize("mode", Mode)
def test_the_people_of_a_cell_are_as_many_as_it_says(shop, mode):
    rows = cohort_retention(shop, events="black_friday", mode=mode).rows
    of_years = rows[~rows["cohort"].isin(["black_friday", "other_days"]) & (rows["period"] < 3)]
    for row in of_years.itertuples():
        asked = ("black_friday", row.cohort, row.period)
        came, stayed = (event_keys(shop, *asked, returned=returned, mode=mode) for returned in (True, False))
        assert (len(came), len(stayed)) == (row.customers, row.size - row.customers)
        assert not set(came) & set(stayed)


def test_who_came_back_after_black_friday(shop):
    """Customers by their first line: dan, ann, bob, cid, hal, eve, fay, gus. Of 2024 eve came back after 30 days."""
    asked = {"events": "black_friday", "period": 1}
    assert event_keys(shop, cohort=BF_24, **asked) == [6]
    assert event_keys(shop, cohort=BF_24, returned=False, **asked) == [7]
    assert event_keys(shop, cohort=OTHER_23, **asked) == [4]
    with pytest.raises(MetricRefused, match="black_friday 2023, other_days 2023, black_friday 2024"):
        event_keys(shop, "black_friday", "black_friday", 1)


def test_open_until_nobody_can_join(shop):
    """On 1 January fay is 30 days old, gus 29, and December is over; on 30 December it is not."""
    sale, others = (
        cells(cohort_retention(shop, events="black_friday", as_of=day), "is_complete", last=0)
        for day in (date(2025, 1, 1), date(2024, 12, 30))
    )
    assert (sale[BF_24, 0], sale[OTHER_24, 0]) == ((True,), (True,))
    assert (others[BF_24, 0], others[OTHER_24, 0]) == ((False,), (False,))
    weekly = cohort_retention(shop, events="black_friday", grain=Grain.WEEK, as_of=date(2024, 12, 30))
    by_week = cells(weekly, "is_complete", last=0)
    assert (by_week[BF_24, 0], by_week[OTHER_24, 0]) == ((True,), (False,))


def test_value_and_repeat_purchases(shop):
    value = cells(lifetime_value(shop, events="black_friday"), "size", "revenue_per_customer")
    assert value[BF_23, 1] == (2, 30) and value[OTHER_23, 1] == (2, 75)
    assert value["black_friday", 1] == (4, 75) and value["other_days", 0] == (3, 200 / 3)
    rows = repeat_purchase(shop, events="black_friday").rows
    assert list(rows.columns[:2]) == ["cohort", "horizon_days"]
    within = rows[rows["horizon_days"] == 30].set_index("cohort")[["eligible", "repeaters"]]
    assert within.T.to_dict("list") == {
        BF_23: [2, 1], OTHER_23: [2, 0], BF_24: [2, 1], OTHER_24: [1, 0], "black_friday": [4, 2], "other_days": [3, 0],
    }  # fmt: skip


def test_own_dates_take_the_place_of_the_calendars(shop):
    change(shop, "events", "black_friday 2023-11-01..2023-11-28; Flash 2024-06-01")
    sizes = {
        key[0]: size for key, (size,) in cells(cohort_retention(shop, events="black_friday"), "size").items()
    }
    assert sizes == {BF_23: 4, BF_24: 2, OTHER_24: 1, "black_friday": 6, "other_days": 1}
    assert cells(lifetime_value(shop, events="Flash"), "size", last=0) == {
        ("Flash 2024", 0): (1,),
        ("Flash", 0): (1,),
    }
    assert repeat_purchase(shop, events="Flash").rows["cohort"].unique().tolist() == ["Flash 2024", "Flash"]


def test_a_month_of_two_years_belongs_to_the_earlier(shop_of):
    shop = shop_of(
        "ann 2024-01-05 1\nbob 2024-01-15 1\ncid 2024-01-21 1\ndan 2023-12-01 1", as_of=date(2024, 3, 1)
    )
    change(shop, "events", "Sale 2023-12-25..2024-01-10; Sale 2024-01-20..2024-01-25")
    found = cells(cohort_retention(shop, events="Sale"), "size", last=0)
    assert {name: size for (name, _), (size,) in found.items()} == {
        "Sale 2023": 1, "other_days 2023": 2, "Sale 2024": 1, "Sale": 2, "other_days": 2,
    }  # fmt: skip


def test_together_with_orders_splits_and_conditions(shop_of):
    shop = shop_of(DRAWN, as_of=AS_OF, attributes={"ann": {"country": "Spain"}})
    spain = compute(shop, "cohort_retention", events="black_friday", where="country=Spain", mode="cumulative")
    assert cells(spain, "size", "customers") == {
        (BF_23, 0): (1, 1), (BF_23, 1): (1, 1), ("black_friday", 0): (1, 1), ("black_friday", 1): (1, 1),
    }  # fmt: skip
    assert (
        "Spain"
        in compute(shop, "repeat_purchase", events="black_friday", split="country").rows["country"].tolist()
    )
    orders = OrderSegment(((OrderAttribute.CHANNEL, ""),))
    assert cohort_retention(shop, events="black_friday", orders=orders).rows.equals(
        cohort_retention(shop, events="black_friday").rows
    )


def test_refusals(shop):
    for code, question in {
        "event_unknown": {"events": "easter"},
        "event_not_covered": {"events": "womens_day", "as_of": date(2024, 2, 20)},
        "events_by_age": {"events": "black_friday", "clock": Clock.CALENDAR},
    }.items():
        with pytest.raises(MetricRefused) as refused:
            cohort_retention(shop, **question)
        assert refused.value.code == code
    with pytest.raises(MetricRefused, match="no option"):
        compute(shop, "churn", events="black_friday")


def test_what_is_bought_in_the_windows(shop):
    """458 days from 1 November 2023 to 31 January 2025; the winter sale is not over."""
    change(shop, "events", "Winter sale 2025-01-30..2025-02-03")
    result = event_windows(shop)
    columns = ["event", "days", "purchases", "first_purchases", "revenue", "is_open"]
    assert result.rows[columns].to_numpy().tolist() == [
        ["Winter sale", 2, 0, 0, 0, True],
        ["black_friday", 4, 2, 2, 40, False],
        ["black_friday", 4, 2, 2, 160, False],
        ["defenders_day", 8, 0, 0, 0, False],
        ["new_year", 17, 1, 0, 20, False],
        ["new_year", 17, 1, 0, 80, False],
        ["womens_day", 8, 0, 0, 0, False],
        ["other_days", 398, 5, 4, 255, False],
        ["all", 458, 11, 8, 555, False],
    ]
    assert result.rows["share"].tolist()[1] == 2 / 11 and result.rows["purchases_per_day"].tolist()[1] == 0.5
    assert result.rows["discounted"].sum() == 0 and result.rows["discounted_share"].isna().tolist()[0]


@pytest.mark.parametrize("year, first, last", [(2022, 25, 28), (2023, 24, 27), (2018, 23, 26)])
def test_black_friday_of_a_year(year, first, last):
    """25 November 2022, 24 November 2023, 23 November 2018 (the earliest that it can be)."""
    (window,) = windows_of("black_friday", (), year, year)
    assert (window.first, window.last) == (date(year, 11, first), date(year, 11, last))


def test_the_latest_black_friday_runs_into_december():
    (window,) = windows_of("black_friday", (), 2019, 2019)
    assert (window.first, window.last) == (date(2019, 11, 29), date(2019, 12, 2))


def test_windows_are_read_and_written():
    read = read_own(" Summer  sale 2024-06-10 .. 2024-06-20 ;; 1+1 2024-02-29 ")
    assert read == (
        EventWindow("1+1", date(2024, 2, 29), date(2024, 2, 29)),
        EventWindow("Summer sale", date(2024, 6, 10), date(2024, 6, 20)),
    )
    assert read_own(written(read)) == read


@pytest.mark.parametrize(
    "said",
    ["sale", "2024-06-10", "sale 2024-06-20..2024-06-10", "sale 2023-02-29", "a 2024-06-10; b 10.06.2024"],
)
def test_windows_that_nobody_can_read_are_refused(shop, said):
    with pytest.raises(ShopError) as refused:
        change(shop, "events", said)
    assert refused.value.code == "setting_wrong" and said.split("; ")[-1] in refused.value.sentence
    assert shop.setting("events") == ""


def test_names_never_become_sql(shop):
    name = "x' or '1'='1"
    change(shop, "events", f"{name} 2023-11-01")
    assert cells(lifetime_value(shop, events=name), "size", last=0) == {(f"{name} 2023", 0): (1,), (name, 0): (1,)} | {
        ("other_days 2023", 0): (3,), ("other_days", 0): (3,),
    }  # fmt: skip


def test_money_has_no_dust(shop_of):
    """0.1 + 0.2 on two days is 0.3."""
    shop = shop_of("ann 2024-01-10 0.1\nbob 2024-01-11 0.2")
    assert event_windows(shop).rows["revenue"].tolist()[-1] == 0.3


def test_windows_that_begin_together_stand_by_their_last_day(shop):
    change(shop, "events", "Sale 2024-06-01..2024-06-09; Sale 2024-06-01..2024-06-02")
    rows = event_windows(shop).rows
    assert rows.loc[rows["event"] == "Sale", "days"].tolist() == [2, 9]
