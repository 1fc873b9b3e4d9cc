"""The cohorts page: customers of an event beside those of the other days."""

import re

from pages.ui import cached
from retention.metrics import cohort_retention
from retention.shop import Shop


def test_black_friday_beside_the_other_days(open_page, loaded_shop):
    cached.close(loaded_shop)  # another test's page may still have it open
    with Shop.open(loaded_shop) as shop:
        rows = cohort_retention(shop, events="black_friday").rows
    first = rows[(rows["period"] == 1) & rows["cohort"].isin(["black_friday", "other_days"])]
    share, other = (f"{value:.0%}" for value in first["share"])
    app = open_page("understand/cohorts", event="black_friday")
    assert app.error.values == [] and app.get("plotly_chart") == []
    (said,) = (item.value for item in app.main.get("markdown") if item.value.startswith("#### "))
    assert said.startswith(f"#### Black Friday — {share} of first-time buyers came back in month 1.")
    assert f"On other days of the same months\\: {other}" in said
    table = app.dataframe[0].value
    others = "Other days of these months"
    both = ("Black Friday", others)
    assert list(table["cohort"]) == [f"{name}{year}" for year in ("", " 2025", " 2024") for name in both]
    assert list(table["1"][:2]) == list(first["share"])
    assert table["12"].isna().sum() == 2  # of 2025 a year is not over for everybody


def test_who_of_a_year_came_back_after_the_event(open_page):
    """The newest year whose first month is over is open; the people shown are as many as its cell says."""
    app = open_page("understand/cohorts", event="black_friday", event_cohort="black_friday 2025")
    (cell,) = [item.value for item in app.markdown if "came back** (" in item.value]
    came, size = map(
        int, re.search(r"Black Friday 2025 buyers, month 1: (\d+) of (\d+) came back", cell).groups()
    )
    assert [tab.label for tab in app.tabs[-2:]] == [f"Came back: {came}", f"Did not: {size - came}"]
    people = app.dataframe[-1].value
    assert len(people) == came > 0
    known = people["email"][people["email"] != ""]
    assert known.str.contains("•").all() and len(known)


def test_an_event_outside_the_data_is_everybody(open_page, load_orders):
    load_orders(
        "Order ID,Order date,Email,Order total\n1,2024-04-05,a@example.com,10\n2,2024-06-05,b@example.com,20\n"
    )
    app = open_page("understand/cohorts", shop="made", event="black_friday")
    assert app.error.values == [] and len(app.get("plotly_chart")) == 2
