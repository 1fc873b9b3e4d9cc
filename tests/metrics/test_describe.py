"""The shop in numbers, worked by hand."""

from datetime import date

import pytest

from retention.definitions import DEFINITIONS
from retention.errors import MetricRefused
from retention.metrics import describe


def test_ten_orders(ten_orders):
    """Ten purchases of 5 customers, 550 altogether; four bought again. 97 days: H = 48, no 50 gaps → W = 48."""
    assert describe(ten_orders) == {
        "as_of": "2024-04-15",
        "first_at": "2024-01-10 00:00:00",
        "last_at": "2024-04-01 00:00:00",
        "customers": 5,
        "purchases": 10,
        "gross_revenue": 550.0,
        "refunds": 0.0,
        "net_revenue": 550.0,
        "average_order_value": 55.0,
        "orders_per_customer": 2.0,
        "one_time_share": pytest.approx(0.2),
        "repeat_share": 0.8,
        "anonymous_orders": 0,
        "anonymous_revenue_share": 0.0,
        "sessions": 0,
        "currency": None,
        "time_zone": "UTC",
        "churn_window_days": 48,
        "caveats": [
            "exposure_differs: Newer customers have had less time to return than older ones.",
            "few_gaps: The churn window needs 50 repeat purchases to be found from the data; there are 2, "
            "so 48 days are used.",
        ],
    }


def test_the_keys_stand_in_the_contract_s_order(ten_orders, shop_of):
    names = DEFINITIONS["describe"].column_names
    assert tuple(describe(ten_orders)) == names
    assert tuple(describe(shop_of(""))) == names


def test_refunds_and_anonymous_orders(shop_of):
    """Gross 50 + 30 + 20, refund 10; the nameless order of 20 is a fifth of gross, and no purchase."""
    found = describe(shop_of("ann 2024-01-01 50\nann 2024-01-02 30\nann 2024-01-03 -10\n- 2024-01-04 20"))
    assert (found["gross_revenue"], found["refunds"], found["net_revenue"]) == (100, 10, 90)
    assert (found["anonymous_orders"], found["anonymous_revenue_share"]) == (1, 0.2)
    assert (found["purchases"], found["average_order_value"]) == (2, 40)


def test_an_earlier_day(ten_orders):
    found = describe(ten_orders, date(2024, 1, 31))
    names = ("as_of", "last_at", "customers", "purchases", "gross_revenue", "repeat_share")
    assert [found[name] for name in names] == ["2024-01-31", "2024-01-31 00:00:00", 2, 3, 70, 0.5]


def test_an_empty_shop_is_described(shop_of):
    found = describe(shop_of(""))
    assert {
        value for name, value in found.items() if name.endswith(("_at", "_value", "_share", "_days", "as_of"))
    } == {None}
    assert (found["customers"], found["gross_revenue"], found["caveats"]) == (0, 0, [])


def test_a_day_outside_the_data_is_refused(ten_orders):
    with pytest.raises(MetricRefused) as refused:
        describe(ten_orders, date(2024, 4, 16))
    assert refused.value.code == "as_of_wrong"
