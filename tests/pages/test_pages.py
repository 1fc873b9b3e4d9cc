"""Every page, without data and with the sample shop, in both languages."""

from __future__ import annotations

import gc

import pytest
from babel.messages.pofile import read_po

from pages.ui import cached
from retention.i18n.catalogue import po_file
from tests.pages.texts import shown_texts

PAGES = (
    "start/overview",
    "start/load_data",
    "understand/cohorts",
    "understand/churn",
    "understand/segments",
    "act/target_lists",
    "trust/definitions",
    "trust/data_quality",
    "trust/settings",
)
NEED_ORDERS = ("start/overview", "understand/cohorts", "understand/churn", "understand/segments",
               "trust/data_quality")  # fmt: skip
CHARTS = {"understand/cohorts": 2, "understand/churn": 2, "understand/segments": 1}
EMPTY = {"en": "No orders are loaded yet", "ru": "Заказы ещё не загружены"}


def english_only() -> set[str]:
    """Sentences that a Russian page must not show: their Russian differs and they stand alone."""
    with po_file("ru").open("rb") as file:
        known = {message.id: message.string for message in read_po(file, locale="ru") if message.id}
    plain = {key: text for key, text in known.items() if isinstance(key, str) and "{" not in key}
    return {key for key, text in plain.items() if key != text}


def answers(app) -> list[str]:
    return [item.value for item in app.main.get("markdown") if item.value.startswith("#### ")]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("shop", ["empty", "loaded"])
@pytest.mark.parametrize("page", PAGES)
def test_page_opens_and_answers(open_page, page, shop, language):
    app = open_page(page, shop=shop, language=language)
    assert [error.value for error in (*app.exception, *app.error)] == []
    assert len(app.title) == 1
    if shop == "empty" and page in NEED_ORDERS:
        assert EMPTY[language] in [heading.value for heading in app.subheader]
    elif shop == "loaded":
        assert len(answers(app)) == 1
        assert len(app.get("plotly_chart")) == CHARTS.get(page, 0)
    if language == "ru":
        assert sorted(set(shown_texts(app)) & english_only()) == []


def test_english_page_shows_english(open_page):
    assert len(set(shown_texts(open_page("understand/cohorts"))) & english_only()) > 5


@pytest.mark.parametrize("page", ["understand/cohorts", "understand/churn", "understand/segments"])
def test_contacts_are_masked_on_the_page(open_page, page):
    tables = [table.value for table in open_page(page).dataframe if "email" in table.value]
    mails = [mail for table in tables for mail in table["email"] if mail]
    phones = [phone for table in tables for phone in table["phone"] if phone]
    assert len(mails) > 50
    assert len(phones) > 20
    assert [text for text in (*mails, *phones) if "•" not in text] == []


def test_language_follows_the_browser(open_page, monkeypatch):
    app = open_page("start/overview", language="ru")
    assert app.title[0].value == "Обзор"
    app = open_page("start/overview", language="xx")
    assert app.title[0].value == "Overview"


def test_refused_shop_is_one_sentence(open_page, empty_shop):
    broken = empty_shop.with_name("broken.duckdb")
    broken.write_bytes(b"not a database")
    app = open_page("understand/cohorts", shop="empty", language="ru")
    assert not app.exception
    app.query_params["shop"] = "broken"
    app.run()
    assert [error.value for error in app.error] == [
        "broken.duckdb — не файл магазина этой программы. Выберите другой."
    ]
    assert not app.exception


def test_what_a_page_has_loaded_is_not_searched_for_garbage_again(open_page):
    """Streamlit collects garbage after every run: of what stays loaded, 0.1 s each time."""
    cached.settle.clear()
    gc.unfreeze()
    open_page("understand/churn")
    assert gc.get_freeze_count() > 100_000
