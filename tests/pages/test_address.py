"""What is chosen stands in the address, and the address chooses."""

from __future__ import annotations

import pytest

COHORTS = "understand/cohorts"


def test_defaults_need_no_words_in_the_address(open_page):
    assert (
        open_page(COHORTS).query_params == {"lang": ["en"]} or "grain" not in open_page(COHORTS).query_params
    )


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_link_means_the_same_in_both_languages(open_page, language):
    app = open_page(COHORTS, language=language, grain="quarter", mode="cumulative")
    assert (app.session_state["grain"], app.session_state["mode"]) == ("quarter", "cumulative")


def test_nonsense_in_the_address_falls_back_to_the_default(open_page):
    app = open_page(COHORTS, grain="century", cohort="1812-09-07", period="-3", mode="<b>")
    assert not app.exception
    assert (app.session_state["grain"], app.session_state["mode"]) == ("month", "in_period")


def test_control_writes_the_address(open_page):
    app = open_page(COHORTS)
    app.button_group(key="mode").set_value("on_or_after").run()
    assert app.query_params["mode"] in ("on_or_after", ["on_or_after"])
    app.button_group(key="mode").set_value("in_period").run()
    assert "mode" not in app.query_params


def test_address_wins_when_it_was_changed_in_the_browser(open_page):
    app = open_page(COHORTS)
    app.button_group(key="mode").set_value("on_or_after").run()
    app.query_params["mode"] = "cumulative"
    assert app.run().session_state["mode"] == "cumulative"


def test_control_wins_over_an_address_that_is_older(open_page):
    app = open_page(COHORTS, mode="on_or_after")
    app.button_group(key="mode").set_value("cumulative")
    app.query_params["mode"] = "in_period"
    assert app.run().session_state["mode"] == "cumulative"


def test_default_of_a_moved_choice_moves_along(open_page):
    app = open_page(COHORTS)
    month = app.session_state["cohort"]
    app.button_group(key="grain").set_value("quarter").run()
    app.button_group(key="grain").set_value("month").run()
    assert app.session_state["cohort"] == month


def test_cell_of_a_link_is_opened(open_page):
    app = open_page(COHORTS, cohort="2025-01-01", period="3")
    said = [item.value for item in app.main.get("markdown") if "came back**" in item.value]
    assert len(said) == 1
    assert said[0].startswith("**January\N{NO-BREAK SPACE}2025 buyers, month 3:")


def test_people_behind_a_cell_are_as_many_as_it_says(open_page):
    app = open_page(COHORTS, cohort="2025-01-01", period="3")
    assert people_of(app) == int(app.tabs[0].label.rpartition(": ")[2])
    app.session_state["people of 2025-01-01 3"] = app.tabs[1].label  # as a click on it does
    assert people_of(app.run()) == int(app.tabs[1].label.rpartition(": ")[2])


def people_of(app) -> int:
    """How many the one table of people shows: the tab that is not open is not drawn."""
    (table,) = [table.value for table in app.dataframe if "email" in table.value]
    return len(table)


@pytest.mark.parametrize("window", ["30", "365", "auto"])
def test_churn_window_is_said_in_the_answer(open_page, window):
    app = open_page("understand/churn", window=window)
    answer = next(item.value for item in app.main.get("markdown") if item.value.startswith("#### "))
    assert ("for 145" if window == "auto" else f"for {window}") in answer.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("kind", ["churned", "resurrected", "new", "active_end"])
def test_people_of_a_churn_period(open_page, kind):
    app = open_page("understand/churn", who=kind, period="2026-09-01")
    assert not app.exception
    assert [len(table.value) > 0 for table in app.dataframe if "email" in table.value] == [True]


def test_group_of_a_link_is_opened(open_page):
    app = open_page("understand/segments", segment="champions")
    assert app.selectbox(key="segment").value == "champions"


@pytest.mark.parametrize("metric", ["cohort_retention", "churn", "rfm"])
def test_definition_of_a_link_is_opened(open_page, metric):
    app = open_page("trust/definitions", metric=metric)
    assert app.selectbox(key="metric").value == metric
    assert any("select" in block.value for block in app.code)
    assert any("of gross revenue" in block.value for block in app.markdown)
