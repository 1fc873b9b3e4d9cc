"""Which file?: every platform has its guide, in both languages alike, and the page shows the one that is chosen."""

from __future__ import annotations

import re

import pytest

from pages.ui.which_file import GENERAL, VISITS, guides
from retention.ingest.platforms import GENERIC, PLATFORMS

GUIDES = {language: guides(language) for language in ("en", "ru")}


def test_both_languages_tell_the_same_in_the_same_order():
    assert [guide.platforms for guide in GUIDES["en"].values()] == [
        guide.platforms for guide in GUIDES["ru"].values()
    ]
    for key, guide in GUIDES["en"].items():
        other = GUIDES["ru"][key]
        assert re.findall(r"^(\d\.|-|>|```)", guide.text, re.M) == re.findall(
            r"^(\d\.|-|>|```)", other.text, re.M
        ), key
        assert re.findall(r"```sql\n(.*?)```", guide.text, re.S) == re.findall(
            r"```sql\n(.*?)```", other.text, re.S
        )


@pytest.mark.parametrize("record", [*PLATFORMS, GENERIC], ids=lambda record: record.key)
def test_every_platform_has_a_guide(record):
    """A guide for `shopify` is one for `shopify_products` too."""
    known = {key for guide in GUIDES["en"].values() for key in guide.platforms}
    assert [key for key in known if record.key == key or record.key.startswith(f"{key}_")]


@pytest.mark.parametrize("language", GUIDES)
@pytest.mark.parametrize("key", [key for key in GUIDES["en"] if key not in (GENERAL, "generic", VISITS)])
def test_a_guide_says_clicks_contents_and_traps(language, key):
    text = GUIDES[language][key].text
    inside, mind = {"en": ("Inside: ", "Mind: "), "ru": ("Внутри: ", "Учтите: ")}[language]
    assert text.count(f"- {inside}") == 1 and text.count(f"- {mind}") == 1
    assert "1. " in text and "2. " in text
    assert "e-mail" in text
    assert len(text) < 2200


def test_the_general_part_says_what_is_enough():
    assert "Orders alone are enough" in GUIDES["en"][GENERAL].text
    assert "at least 12 months" in GUIDES["en"][GENERAL].text
    assert "Достаточно одних заказов" in GUIDES["ru"][GENERAL].text


@pytest.mark.parametrize(("language", "words"), [("en", "SQL Manager"), ("ru", "SQL-менеджер")])
def test_the_page_shows_the_chosen_guide(open_page, language, words):
    app = open_page("start/load_data", shop="empty", language=language, platform="prestashop")
    texts = " ".join(item.value for item in app.main.get("markdown"))
    assert words in texts and "ps_order_detail" in texts
    assert app.selectbox(key="platform").value == "prestashop"
