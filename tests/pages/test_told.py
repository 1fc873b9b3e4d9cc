"""What the Overview says is kept between starts: in each language, and never when anything has changed."""

import pytest

from pages.ui import cached, overview
from retention.shop.settings import change
from retention.values import Caveat, Note


@pytest.fixture
def shop(tmp_path, new_shop, monkeypatch):
    opened = new_shop(tmp_path / "shop.duckdb")
    monkeypatch.setattr(cached, "shop", lambda: opened)
    monkeypatch.setattr(cached, "language", lambda: "en")
    yield opened
    opened.close()


def told(text):
    return cached.told("page", lambda: {"answer": text}, lambda found: found["answer"])


def test_it_is_said_again_until_something_changes(shop, monkeypatch):
    assert [told("one"), told("two")] == ["one", "one"]
    monkeypatch.setattr(cached, "language", lambda: "ru")
    assert [told("три"), told("four")] == ["три", "три"]
    change(shop, "gross_margin", "0.5")
    assert told("five") == "five"
    monkeypatch.setattr(cached, "_pages", lambda: "next release")
    assert told("six") == "six"
    monkeypatch.setattr("retention.shop.kept.made_by", lambda: "next release")
    assert told("seven") == "seven"


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", "null", "7", '{"fields": 7}'])
def test_a_damaged_one_is_counted_anew(shop, damage):
    told("one")
    with shop.cursor() as cursor:
        cursor.execute("update kept_answer set answer = $damage", {"damage": damage})
    assert told("two") == "two"


def test_days_and_caveats_come_back(shop):
    said = {"notes": (Note(Caveat.FEW_GAPS, {"count": 3}),), "contacts": [("at_risk", 2, 0.1)]}
    assert cached.told("page", lambda: said, dict) == said
    assert cached.told("page", dict, dict) == said


def said_by(app):
    cards = [(item.label, item.value, item.delta, item.proto.chart_data) for item in app.metric]
    return cards, [item.value for item in (*app.main.get("markdown"), *app.caption)]


def test_the_overview_of_the_next_start_is_the_same(open_page, loaded_shop, monkeypatch):
    first = said_by(open_page("start/overview"))
    monkeypatch.setattr(overview, "_counted", None)
    assert said_by(open_page("start/overview")) == first
    assert len(first[0]) == 4
