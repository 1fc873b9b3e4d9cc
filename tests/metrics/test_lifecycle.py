"""Growth accounting, worked by hand."""

from datetime import date

import pandas as pd
import pytest

from retention.metrics import lifecycle
from retention.values import Attribute, Caveat, Grain, Segment

COUNTS = ("new", "returning", "resurrected", "dormant", "customers")


def rows(result, *columns):
    picked = result.rows[list(columns)].astype(object)
    return [tuple(None if pd.isna(value) else value for value in row) for row in picked.values]


def test_ten_orders(ten_orders):
    """
           Jan         Feb      Mar        Apr
    ann    10, 10               5
    bob    31          29
    cid                1        31
    dan                29
    eve                         31         1
    """
    result = lifecycle(ten_orders)
    assert rows(result, "period", *COUNTS) == [
        (date(2024, 1, 1), 2, 0, 0, 0, 2),
        (date(2024, 2, 1), 2, 1, 0, 1, 3),  # bob again; ann pauses
        (date(2024, 3, 1), 1, 1, 1, 2, 3),  # cid again, ann is back; bob and dan pause
        (date(2024, 4, 1), 0, 1, 0, 2, 1),  # eve again; ann and cid pause
    ]
    assert rows(result, "quick_ratio") == [(None,), (2.0,), (1.0,), (0.0,)]
    assert result.rows["is_open"].tolist() == [False, False, False, True]


@pytest.mark.parametrize(
    ("grain", "wanted"),
    [
        (Grain.DAY, [(1, 0, 0, 0, 1), (0, 0, 0, 1, 0), (0, 0, 1, 0, 1), (0, 1, 0, 0, 1)]),
        (Grain.WEEK, [(1, 0, 0, 0, 1), (0, 1, 0, 0, 1)]),
        (Grain.MONTH, [(1, 0, 0, 0, 1), (0, 1, 0, 0, 1)]),
        (Grain.QUARTER, [(1, 0, 0, 0, 1), (0, 1, 0, 0, 1)]),
        (Grain.YEAR, [(1, 0, 0, 0, 1), (0, 1, 0, 0, 1)]),
    ],
)
def test_grains(shop_of, grain, wanted):
    """Saturday 30 December 2023, then Monday 1 and Tuesday 2 January: another week, month, quarter and year."""
    shop = shop_of("ann 2023-12-30 1\nann 2024-01-01 1\nann 2024-01-02 1")
    assert rows(lifecycle(shop, grain=grain), *COUNTS) == wanted


def test_a_period_without_purchases_has_its_row(shop_of):
    shop = shop_of("ann 2024-01-05 1\nann 2024-04-05 1", as_of=date(2024, 4, 30))
    assert rows(lifecycle(shop), *COUNTS) == [
        (1, 0, 0, 0, 1),
        (0, 0, 0, 1, 0),
        (0, 0, 0, 0, 0),
        (0, 0, 1, 0, 1),
    ]
    assert not lifecycle(shop).rows["is_open"].any()


def test_periods_run_on_to_the_last_day(shop_of):
    shop = shop_of("ann 2024-01-05 1", as_of=date(2024, 3, 1))
    assert rows(lifecycle(shop), "dormant", "customers") == [(0, 1), (1, 0), (0, 0)]


def test_whoever_bought_before_the_data_is_never_new(shop_of):
    """Ann's first order, by a list of customers, is older than the data: her purchase in January is a return."""
    shop = shop_of("ann 2024-01-05 1\nbob 2024-01-05 1\nann 2024-02-05 1")
    with shop.write() as cursor:
        cursor.execute("update current_order set first_on = null where customer_key = 1")
    assert rows(lifecycle(shop), *COUNTS) == [(1, 0, 1, 0, 2), (0, 1, 0, 1, 1)]


def test_a_segment(shop_of):
    shop = shop_of("ann 2024-01-05 1\nbob 2024-01-05 1", attributes={"ann": {"country": "Spain"}})
    segment = Segment(((Attribute.COUNTRY, "Spain"),))
    assert rows(lifecycle(shop, segment=segment), *COUNTS) == [(1, 0, 0, 0, 1)]


@pytest.mark.parametrize("as_of", [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)])
@pytest.mark.parametrize("grain", Grain)
def test_who_bought_is_new_returning_or_back(ten_orders, grain, as_of):
    """The identity of the definition, and everybody is new once: five customers, three of them by February."""
    found = lifecycle(ten_orders, grain=grain, as_of=as_of).rows
    assert (found[["new", "returning", "resurrected"]] >= 0).all(axis=None)
    assert (found["new"] + found["returning"] + found["resurrected"] == found["customers"]).all()
    asleep = found["customers"].shift(fill_value=0) - found["returning"]
    assert (found["dormant"] == asleep).all()
    assert found["new"].sum() == {1: 2, 2: 4, 3: 5}[as_of.month]


def test_caveats(shop_of, ten_orders):
    """The window of the ten orders is 48 days: January and February begin before 27 February."""
    assert [note.caveat for note in lifecycle(ten_orders).notes] == [
        Caveat.MAY_CONTAIN_OLDER_CUSTOMERS,
        Caveat.OPEN_PERIOD,
    ]
    assert lifecycle(ten_orders).notes[0].fields == {
        "until": date(2024, 2, 27),
        "window_days": 48,
        "count": 2,
    }


def test_nobody_at_all(shop_of):
    result = lifecycle(shop_of("- 2024-01-10 1"))
    assert len(result.rows) == 0
    assert not result.notes
