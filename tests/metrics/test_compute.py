"""Metrics by name, options as text."""

from datetime import date, datetime

import pytest

from retention.definitions import DEFINITIONS
from retention.errors import MetricRefused
from retention.metrics import METRICS, churn, cohort_retention, compute, segment_of
from retention.values import Attribute, Clock, Grain, Mode, Segment
from tests.metrics.spending import TEN_SPEND, spent
from tests.metrics.visiting import TEN_VISITS, visited

OF_VISITS = ("carts", "cart_losses", "interest", "first_order")


def refusal(shop, name, **options):
    with pytest.raises(MetricRefused) as refused:
        compute(shop, name, **options)
    return refused.value


def test_text_becomes_values(ten_orders):
    by_text = compute(
        ten_orders, "cohort_retention", grain="week", mode="cumulative", clock="age", as_of="2024-03-31"
    )
    by_value = cohort_retention(
        ten_orders, grain=Grain.WEEK, mode=Mode.CUMULATIVE, clock=Clock.AGE, as_of=date(2024, 3, 31)
    )
    assert by_text.rows.equals(by_value.rows)


@pytest.mark.parametrize(("window", "days"), [("30", 30), (30, 30), ("auto", 48), (None, 48)])
def test_windows(ten_orders, window, days):
    assert compute(ten_orders, "churn", window=window).facts["window_days"] == days


def test_values_pass_as_they_are(ten_orders):
    found = compute(ten_orders, "churn", grain=Grain.WEEK, where=Segment(), as_of=datetime(2024, 3, 31, 12))
    assert found.rows.equals(churn(ten_orders, grain=Grain.WEEK, as_of=date(2024, 3, 31)).rows)


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_has_its_definition_and_its_columns(ten_visited, name):
    result = compute(ten_visited, name)
    assert result.metric == name
    assert result.as_of == date(2024, 4, 15)
    assert tuple(result.rows.columns) == DEFINITIONS[name].column_names
    assert {note.caveat for note in result.notes} <= set(DEFINITIONS[name].caveats)


@pytest.mark.parametrize("name", METRICS)
def test_an_earlier_day_is_a_shop_that_never_saw_the_rest(shop_of, ten_visited, name):
    from tests.metrics.conftest import TEN_ORDERS

    day = date(2024, 3, 5)
    orders, visits = (
        "\n".join(line for line in drawn.strip().splitlines() if line.split()[1] <= str(day))
        for drawn in (TEN_ORDERS, TEN_VISITS)
    )
    alone = spent(visited(shop_of(orders, as_of=day), visits), TEN_SPEND, ann="google")
    expected = compute(alone, name)
    found = compute(ten_visited, name, as_of=day)
    assert found.rows.equals(expected.rows)
    assert found.notes == expected.notes


@pytest.mark.parametrize(
    "name",
    [
        "cohort_retention",
        "repeat_purchase",
        "latency",
        "churn",
        "lifetime_value",
        "concentration",
        "repeat_spend",
    ],
)
def test_a_segment_is_a_shop_of_these_customers(shop_of, name):
    from tests.metrics.conftest import TEN_ORDERS, TEN_ORDERS_AS_OF

    chosen = {"ann": {"country": "France"}, "cid": {"country": "France"}}
    alone = [line for line in TEN_ORDERS.strip().splitlines() if line.split()[0] in chosen]
    fixed = {"window": 30} if name == "churn" else {}
    found = compute(
        shop_of(TEN_ORDERS, as_of=TEN_ORDERS_AS_OF, attributes=chosen), name, where="country=France", **fixed
    )
    expected = compute(shop_of("\n".join(alone), as_of=TEN_ORDERS_AS_OF), name, **fixed)
    assert found.rows.equals(expected.rows)


@pytest.mark.parametrize("name", METRICS)
def test_an_empty_shop_is_refused(shop_of, name):
    assert refusal(shop_of(""), name).code == ("no_visits" if name in OF_VISITS else "shop_empty")


@pytest.mark.parametrize("name", OF_VISITS)
def test_a_metric_of_visits_needs_visits(ten_orders, name):
    refused = refusal(ten_orders, name)
    assert refused.code == "no_visits"
    assert "Load an export of visits" in refused.sentence


@pytest.mark.parametrize(
    ("name", "options", "code", "says"),
    [
        ("retention", {}, "metric_unknown", "cohort_retention"),
        ("churn", {"mode": "in_period"}, "option_unknown", "grain, window, where, split, as_of"),
        ("churn", {"grain": "fortnight"}, "value_unknown", "day, week, month, quarter, year"),
        ("cohort_retention", {"mode": "ever"}, "value_unknown", "in_period, on_or_after, cumulative"),
        ("cohort_retention", {"clock": "moon"}, "value_unknown", "calendar, age"),
        ("churn", {"window": "long"}, "value_unknown", "auto"),
        ("churn", {"window": "0"}, "window_wrong", "1 and 3650"),
        ("rfm", {"as_of": "31.03.2024"}, "value_unknown", "2026-10-31"),
        ("rfm", {"as_of": "2024-04-16"}, "as_of_wrong", "2024-01-10 to 2024-04-15"),
        ("rfm", {"as_of": "2024-01-09"}, "as_of_wrong", "2024-01-09"),
        ("rfm", {"where": "country"}, "value_unknown", "FIELD=VALUE"),
        ("rfm", {"where": ["height=tall"]}, "segment_field_unknown", "country"),
    ],
)
def test_refusals_say_what_is_known(ten_orders, name, options, code, says):
    refused = refusal(ten_orders, name, **options)
    assert refused.code == code
    assert says in refused.sentence


def test_conditions():
    assert segment_of(["country=France", "city=a=b"]).conditions == (
        (Attribute.COUNTRY, "France"),
        (Attribute.CITY, "a=b"),
    )
    assert segment_of(()) == Segment()


def test_values_never_become_sql(ten_orders):
    nobody = compute(ten_orders, "cohort_retention", where="country='; drop table purchase; --")
    assert len(nobody.rows) == 0
    assert len(compute(ten_orders, "cohort_retention").rows) > 0
