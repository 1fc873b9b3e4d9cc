"""Repeat purchase and the Kaplan–Meier estimate, worked by hand."""

from datetime import date
from math import exp, log, sqrt

import numpy as np
import pandas as pd
import pytest

from retention.metrics import repeat_purchase
from retention.metrics.survival import kaplan_meier
from retention.values import Attribute, Caveat, Segment


def rows(result, *columns):
    picked = result.rows[list(columns)].astype(object)
    return [tuple(None if pd.isna(value) else value for value in row) for row in picked.values]


def test_ten_orders(ten_orders):
    """
                 ann  bob  cid  dan  eve      as of 15 April
    age, days     96   75   74   46   15
    second after   0   29   59    –    1
    """
    found = rows(
        repeat_purchase(ten_orders),
        "horizon_days",
        "eligible",
        "repeaters",
        "share",
        "km_at_risk",
        "km_share",
    )
    assert [row[:5] for row in found] == [
        (30, 4, 2, 0.5, 2),
        (60, 3, 3, 1.0, 0),
        (90, 1, 1, 1.0, 0),
        (180, 0, 0, None, 0),
        (365, 0, 0, None, 0),
        (None, 5, 4, 0.8, None),
    ]
    # S: 5 at risk on day 0, 4 on day 1, 3 on day 29, then dan leaves on day 46, 1 on day 59
    assert found[0][5] == pytest.approx(1 - 4 / 5 * 3 / 4 * 2 / 3)
    assert [row[5] for row in found[1:]] == [1.0, 1.0, None, None, None]


def test_greenwood_on_the_loglog_scale(ten_orders):
    """S(30) = 0.4; Σ d / (n (n − d)) = 1/20 + 1/12 + 1/6 = 0.3"""
    spread = 1.959964 * sqrt(0.3) / abs(log(0.4))
    low, high = rows(repeat_purchase(ten_orders), "km_low", "km_high")[0]
    assert low == pytest.approx(1 - 0.4 ** exp(-spread))
    assert high == pytest.approx(1 - 0.4 ** exp(spread))
    assert rows(repeat_purchase(ten_orders), "km_low", "km_high")[1] == (None, None)  # the share is 1


def test_the_sample_of_kaplan_and_meier_1958():
    """Section 1 of the paper: deaths at 0.8, 3.1, 5.4 and 9.2, losses at 1.0, 2.7, 7.0 and 12.1 months; here × 10."""
    died, lost = np.zeros(122, dtype=np.int64), np.zeros(122, dtype=np.int64)
    died[[8, 31, 54, 92]] = 1
    lost[[10, 27, 70, 121]] = 1
    curve = kaplan_meier(died, lost)
    survival = [1 - curve.at(day)[1] for day in (8, 31, 54, 92, 121)]
    assert survival == pytest.approx([7 / 8, 7 / 10, 21 / 40, 21 / 80, 21 / 80])


def test_a_censored_customer_is_at_risk_on_the_last_day(shop_of):
    """bob is followed for exactly 30 days, ann comes back on day 30: two at risk on day 30."""
    shop = shop_of("ann 2024-01-01 1\nann 2024-01-31 1\nbob 2024-01-01 1", as_of=date(2024, 1, 31))
    assert rows(repeat_purchase(shop), "eligible", "repeaters", "km_at_risk", "km_share")[0] == (2, 1, 2, 0.5)


def test_no_value_when_nobody_was_followed_so_long(shop_of):
    shop = shop_of("ann 2024-01-01 1", as_of=date(2024, 1, 30))
    found = rows(repeat_purchase(shop), "eligible", "share", "km_at_risk", "km_share")
    assert found[0] == (0, None, 0, None)


def test_nobody_came_back(shop_of):
    shop = shop_of("ann 2024-01-01 1\nbob 2024-01-01 1", as_of=date(2024, 3, 1))
    found = rows(repeat_purchase(shop), "repeaters", "share", "km_at_risk", "km_share", "km_low", "km_high")
    assert found[0] == (0, 0.0, 2, 0.0, None, None)


def test_only_the_second_purchase_counts(shop_of):
    """The gap to the third is of no interest, and a leap day is a day: 31 January to 1 March is 30 days."""
    shop = shop_of("ann 2024-01-31 1\nann 2024-03-01 1\nann 2024-03-02 1", as_of=date(2024, 12, 31))
    assert rows(repeat_purchase(shop), "eligible", "repeaters") == [(1, 1)] * 4 + [(0, 0), (1, 1)]


def test_an_earlier_day(ten_orders):
    """On 1 March ann is 51 days old (second order on day 0), bob 30 (day 29), cid 29, dan 1."""
    early = repeat_purchase(ten_orders, as_of=date(2024, 3, 1))
    assert rows(early, "horizon_days", "eligible", "repeaters")[0] == (30, 2, 2)
    assert rows(early, "eligible", "repeaters")[-1] == (4, 2)


def test_a_segment(shop_of):
    shop = shop_of(
        "ann 2024-01-01 1\nann 2024-01-02 1\nbob 2024-01-01 1",
        attributes={"ann": {"first_channel": "email"}},
        as_of=date(2024, 3, 1),
    )
    segment = Segment(((Attribute.FIRST_CHANNEL, "email"),))
    assert rows(repeat_purchase(shop, segment=segment), "eligible", "repeaters")[0] == (1, 1)


def test_nobody_at_all(shop_of):
    result = repeat_purchase(shop_of("- 2024-01-10 1"))
    assert rows(result, "eligible", "repeaters", "share") == [(0, 0, None)] * 6
    assert not result.notes


def test_the_exposure_caveat_is_always_there(ten_orders):
    assert Caveat.EXPOSURE_DIFFERS in {note.caveat for note in repeat_purchase(ten_orders).notes}
