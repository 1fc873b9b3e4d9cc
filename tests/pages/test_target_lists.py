"""Target lists opened from a number: the same people, in the file's terms."""

from __future__ import annotations

from datetime import date

import pytest

from pages.ui import cached
from retention.metrics import category_rhythm, churn_members, cohort_members, cohort_retention, customers
from retention.values import Movement


def said(app) -> str:
    """Answer and title of the list."""
    text = " ".join(item.value for item in app.markdown)
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")  # no markup in titles


def people_in(app) -> int:
    """How many stand on the list."""
    return int(next(item for item in app.metric if item.label == "On the list").value.replace(",", ""))


def not_back(rows) -> int:
    """Who first bought on the other days of 2024 and not again in month 2."""
    (cell,) = rows[(rows["cohort"] == "other_days 2024") & (rows["period"] == 2)].itertuples()
    return int(cell.size - cell.customers)


ORIGINS = {
    "cohort": (
        {"from": "cohorts", "cohort": "2025-05-01", "period": "2", "returned": "came_back", "grain": "month"}
        | {"mode": "in_period", "clock": "calendar"},
        "May 2025 buyers, month 2",
        lambda shop: cohort_members(shop, date(2025, 5, 1), 2, returned=True).rows,
    ),
    "churn": (
        {"from": "churn", "period": "2026-03-01", "who": "churned", "grain": "month"},
        "Left in March 2026",
        lambda shop: churn_members(shop, date(2026, 3, 1), Movement.CHURNED).rows,
    ),
    "event": (
        {
            "from": "events",
            "event": "black_friday",
            "cohort": "other_days 2024",
            "period": "2",
            "grain": "month",
        }
        | {"returned": "did_not_come_back", "mode": "in_period"},
        "Other days of these months 2024 buyers, month 2: did not come back",
        lambda shop: range(not_back(cohort_retention(shop, events="black_friday").rows)),
    ),
    "category": (
        {"from": "rhythm", "category": "Coffee beans", "who": "outside"},
        "Coffee beans: silent for longer than usual",
        lambda shop: range(category_rhythm(shop).rows.set_index("category").at["Coffee beans", "outside"]),
    ),
    "segment": (
        {"from": "segments", "segment": "champions"},
        "Champions",
        lambda shop: customers(shop).rows.query("segment == 'champions'"),
    ),
    "cell": (
        {"from": "segments", "r": "5", "f": "1"},
        "Recency 5 of 5, orders 1 of 5",
        lambda shop: customers(shop).rows.query("R == 5 and F == 1"),
    ),
}


@pytest.mark.parametrize("name", list(ORIGINS))
def test_people_behind_a_number_become_a_list(open_page, name):
    address, title, found = ORIGINS[name]
    app = open_page("act/target_lists", **address)
    assert [error.value for error in (*app.exception, *app.error)] == []
    assert title in said(app)
    expected = found(cached._opened(str(cached.default_path())))
    assert people_in(app) == len(expected) > 0


@pytest.mark.parametrize(
    "address",
    [
        {"from": "cohorts"},
        {"from": "churn", "period": "soon"},
        {"from": "segments", "segment": "everybody"},
        {"from": "rhythm", "category": "Equipment", "who": "outside"},
    ],
)
def test_a_link_that_makes_no_sense_is_one_sentence(open_page, address):
    app = open_page("act/target_lists", **address)
    assert [error.value for error in app.exception] == []
    assert len(app.error) == 1
    assert "cannot be" in app.error[0].value


def test_thresholds_narrow_the_list(open_page):
    app = open_page("act/target_lists")
    everybody = people_in(app)
    app = app.number_input(key="least purchases").set_value(5).run()
    assert 0 < people_in(app) < everybody
    app = app.number_input(key="most people").set_value(7).run()
    assert people_in(app) == 7
